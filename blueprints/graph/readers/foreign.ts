import { isRecord, isText, listAt, own } from "./reading";

/** Something that people hand over and that is no state, plan or template: what it is, and how to get one. */
export interface Foreign {
  readonly what: string;
  readonly fix: string;
}

const SHOW = "write the state or the saved plan with `terraform show -json [PLANFILE]`";
const EXPORT = "write it with `pulumi stack export --file state.json`, or give the stack itself with --stack";
const TEMPLATE = "write it with `aws cloudformation get-template --stack-name NAME`";
const RENDER = "render it first: `helm template RELEASE CHART`";

interface Kind extends Foreign {
  readonly is: (value: unknown) => boolean;
}

const has =
  (...keys: readonly string[]) =>
  (value: unknown) =>
    keys.every((key) => own(value, key) !== undefined);

/** Told by what a JSON document holds, the first that fits. */
const DOCUMENTS: readonly Kind[] = [
  {
    is: (value) => listAt(value, "steps").some((step) => isText(own(step, "op")) && isText(own(step, "urn"))),
    what: "is what `pulumi preview --json` prints: steps, of which those that change nothing show no inputs",
    fix: EXPORT,
  },
  { is: has("resourcePlans"), what: "is a saved plan of Pulumi, which shows changes only", fix: EXPORT },
  {
    is: (value) => isText(own(value, "kind")) && own(value, "startTime") !== undefined && has("result")(value),
    what: "is an entry of Pulumi's history, which says when a stack changed and not what it holds",
    fix: EXPORT,
  },
  {
    is: (value) => isRecord(own(value, "backend")) && own(value, "version") !== undefined,
    what: "only says in which backend the state lies",
    fix: "write the state with `terraform state pull > state.json`",
  },
  { is: has("provider_schemas"), what: "is what `terraform providers schema` prints", fix: SHOW },
  { is: has("@level", "@message"), what: "is the log of a run of Terraform (`-json`)", fix: SHOW },
  {
    is: (value) =>
      ["Stacks", "StackSummaries", "StackResources", "StackResourceSummaries", "StackEvents"].some((key) =>
        Array.isArray(own(value, key)),
      ),
    what: "lists stacks or their resources without what was set of them",
    fix: TEMPLATE,
  },
  {
    is: (value) => isText(own(value, "$schema")) && /deploymentTemplate/.test(String(own(value, "$schema"))),
    what: "is a template of Azure Resource Manager, which no rule is written for",
    fix: "nothing: rules are about AWS, Kubernetes and Cloudflare",
  },
  {
    is: has("service", "package"),
    what: "is a state of the Serverless Framework",
    fix: "give the template beside it: `.serverless/cloudformation-template-update-stack.json`",
  },
];

/** Told by how a text begins; none looks at more than the first part of what may be anybody's. */
const TEXTS: readonly (Foreign & { readonly is: (text: string) => boolean })[] = [
  {
    is: (text) => text.startsWith("PK\u0003\u0004"),
    what: "is a saved plan of Terraform, or another archive",
    fix: SHOW,
  },
  {
    is: (text) =>
      /^(?:resource|module|variable|provider|terraform|locals|data|output)\s(?:\s*"[^"\n]{0,200}"){0,2}\s*\{/m.test(
        text,
      ),
    what: "is a source of Terraform, in which modules and variables are still open",
    fix: "plan it and write the plan: `terraform plan -out p && terraform show -json p`",
  },
  { is: (text) => text.startsWith('{"@level":'), what: "is the log of a run of Terraform (`-json`)", fix: SHOW },
  {
    is: (text) =>
      /^(?:Terraform will perform the following actions:|\s{0,4}# \S{1,200} will be (?:created|updated))/m.test(text),
    what: "is a plan of Terraform as it is shown to people",
    fix: SHOW,
  },
  {
    is: (text) => /\{\{-?\s{0,3}(?:\.|include|if|range|with|toYaml|template|define)/.test(text),
    what: "is a template of a Helm chart",
    fix: RENDER,
  },
];

/** What a text that no reader understands most likely is. */
export function foreignKind(text: string, value: unknown): Foreign | undefined {
  const document = DOCUMENTS.find(({ is }) => is(value));
  const start = text.slice(0, 20_000);
  const found = document ?? TEXTS.find(({ is }) => is(start));
  return found && { what: found.what, fix: found.fix };
}
