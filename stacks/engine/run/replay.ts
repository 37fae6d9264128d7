import * as pulumi from "@pulumi/pulumi";
import type { Program } from "../session";
import type { ExportedResource, ExportedState } from "../state/pending";
import { nameOf } from "./change";

export interface Replayed {
  readonly inputs: Record<string, unknown>;
  readonly protect: boolean;
}

/**
 * A program made from recorded state: it registers all that is recorded again, each resource with its recorded inputs
 * and dependencies, but for what `adjust` changes in the given ones. Run with `--target` on these it touches nothing
 * else; the others must be there all the same, since the engine takes dependents that a program leaves out for deleted. So protection can be lifted from stacks that left the manifest too, and without the values that
 * other stacks would hand on.
 */
export function replay(
  state: ExportedState,
  urns: readonly string[],
  adjust: (resource: ExportedResource) => Replayed,
): Program {
  const recorded = [...(state.resources ?? []), ...(state.pending_operations ?? []).map(({ resource }) => resource)];
  const byUrn = new Map(
    recorded.filter((resource) => resource.delete !== true).map((resource) => [resource.urn, resource]),
  );
  return async () => {
    const made = new Map<string, pulumi.Resource>();
    const make = (urn: string): pulumi.Resource | undefined => {
      const known = made.get(urn);
      const resource = byUrn.get(urn);
      if (known || !resource || isEnginesOwn(resource)) return known;
      const parent = resource.parent === undefined ? undefined : make(resource.parent);
      const again = register(
        resource,
        parent,
        urns.includes(urn) ? adjust(resource) : asRecorded(resource),
        make,
        byUrn,
      );
      made.set(urn, again);
      return again;
    };
    for (const urn of byUrn.keys()) make(urn);
    return stackOutputs(state);
  };
}

/** Stack and default providers: the engine registers them itself. */
const isEnginesOwn = ({ type, urn }: ExportedResource): boolean =>
  type === "pulumi:pulumi:Stack" || (type.startsWith("pulumi:providers:") && nameOf(urn).startsWith("default"));

export const asRecorded = (resource: ExportedResource): Replayed => ({
  inputs: { ...resource.inputs },
  protect: resource.protect === true,
});

function register(
  resource: ExportedResource,
  parent: pulumi.Resource | undefined,
  { inputs, protect }: Replayed,
  make: (urn: string) => pulumi.Resource | undefined,
  byUrn: ReadonlyMap<string, ExportedResource>,
): pulumi.Resource {
  const name = nameOf(resource.urn);
  const own = revive(inputs) as pulumi.Inputs;
  const dependsOn = (resource.dependencies ?? []).flatMap((urn) => make(urn) ?? []);
  const base = { protect, dependsOn, ...(parent && { parent }) };
  const provider = /^pulumi:providers:(.+)$/.exec(resource.type)?.[1];
  if (provider) return new RecordedProvider(provider, name, own, base);
  if (resource.custom !== true) return new pulumi.ComponentResource(resource.type, name, {}, base);
  return new Recorded(resource.type, name, own, { ...base, ...providerOptions(resource, make, byUrn) });
}

class RecordedProvider extends pulumi.ProviderResource {}
class Recorded extends pulumi.CustomResource {}

/** The recorded provider itself, or for a default one its version, so that the same default is asked for. */
function providerOptions(
  resource: ExportedResource,
  make: (urn: string) => pulumi.Resource | undefined,
  byUrn: ReadonlyMap<string, ExportedResource>,
): pulumi.CustomResourceOptions {
  const urn = resource.provider?.split("::").slice(0, -1).join("::");
  if (urn === undefined) return {};
  if (!nameOf(urn).startsWith("default")) {
    const provider = make(urn);
    return provider instanceof pulumi.ProviderResource ? { provider } : {};
  }
  const version = byUrn.get(urn)?.inputs?.version;
  return typeof version === "string" ? { version } : {};
}

/** Signature under which state keeps secrets (sdk/go/common/resource: SigKey and SecretSig). */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** Recorded values as a program would give them: secrets are secret again, the bridge's own marks (`__defaults`) go. */
function revive(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revive);
  if (typeof value !== "object" || value === null) return value;
  const record = value as Record<string, unknown>;
  if (record[SIGNATURE] === SECRET && typeof record.plaintext === "string")
    return pulumi.secret(revive(JSON.parse(record.plaintext)));
  return Object.fromEntries(
    Object.entries(record)
      .filter(([key]) => key !== "__defaults")
      .map(([key, inner]) => [key, revive(inner)]),
  );
}

/** The stack keeps its outputs: dependents may still read them. */
function stackOutputs(state: ExportedState): Record<string, unknown> {
  const root = (state.resources ?? []).find(({ type }) => type === "pulumi:pulumi:Stack");
  return revive({ ...root?.outputs }) as Record<string, unknown>;
}
