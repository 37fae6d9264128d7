// Small Terraform files by hand, in the forms that its commands write.

const AWS = 'provider["registry.terraform.io/hashicorp/aws"]';

export interface StateResource {
  readonly module?: string;
  readonly mode?: string;
  readonly type: string;
  readonly name: string;
  readonly provider?: string;
  readonly instances: readonly object[];
}

export const state = (...resources: readonly StateResource[]): string =>
  JSON.stringify({
    version: 4,
    terraform_version: "1.9.0",
    serial: 3,
    lineage: "3f1c",
    outputs: {},
    resources: resources.map((resource) => ({ mode: "managed", provider: AWS, ...resource })),
    check_results: null,
  });

export interface Planned {
  readonly address: string;
  readonly values?: object;
  readonly unknown?: object;
  readonly sensitive?: object;
  readonly mode?: string;
}

const typeOf = (address: string): readonly string[] => address.replace(/^(module\.[^.]+\.)*/, "").split(".");

const shown = ({ address, values = {}, mode = "managed" }: Planned) => ({
  address,
  mode,
  type: typeOf(address)[0],
  name: typeOf(address)[1]?.replace(/\[.*/, ""),
  provider_name: "registry.opentofu.org/hashicorp/aws",
  values,
});

export const rootModule = (resources: readonly Planned[], children: readonly object[] = []): object => ({
  resources: resources.map(shown),
  child_modules: children,
});

export const shownState = (resources: readonly Planned[], children: readonly object[] = []): string =>
  JSON.stringify({
    format_version: "1.0",
    terraform_version: "1.9.0",
    values: { root_module: rootModule(resources, children) },
  });

export function plan(
  resources: readonly Planned[],
  configuration: object = {},
  more: {
    readonly children?: readonly object[];
    readonly changes?: readonly object[];
    readonly variables?: object;
  } = {},
): string {
  const changes = resources.map(({ address, values = {}, unknown = {}, sensitive = {} }) => ({
    address,
    mode: "managed",
    change: { actions: ["create"], before: null, after: values, after_unknown: unknown, after_sensitive: sensitive },
  }));
  return JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.9.0",
    variables: more.variables ?? {},
    planned_values: { root_module: rootModule(resources, more.children) },
    resource_changes: [...changes, ...(more.changes ?? [])],
    configuration,
  });
}
