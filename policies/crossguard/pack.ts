import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PolicyPackArgs, ReportViolation, Severity, StackValidationArgs } from "@pulumi/policy";
import { DEFAULT_POLICIES } from "../../blueprints/manifest/build";
import type { Source } from "../../blueprints/manifest/source";
import type { Tier } from "../../blueprints/tiers/tier";
import { TIERS } from "../../blueprints/tiers/tier";
import type { Finding, PolicyReport } from "../finding";
import type { Rule } from "../rule";
import type { PackData } from "./data";
import { engineGraph, type SeenInputs, seenInputs, stackOf } from "./engine-graph";
import { judgeAlone, judgeStack } from "./judge-stack";

export interface PackOptions {
  readonly rules: readonly Rule[];
  /** Undefined: the pack judges what it sees. */
  readonly data: PackData | undefined;
  /** Folder for what was found, one file a stack: `up` and `preview` read it. */
  readonly results: string | undefined;
  /** Year-month-day, in UTC. */
  readonly today: string;
}

/** A finding names its own rule and level. The SDK's declarations leave this form of a report out. */
type Report = (violation: {
  readonly name: string;
  readonly description: string;
  readonly message: string;
  readonly urn?: string;
  readonly enforcementLevel: "mandatory" | "advisory";
  readonly severity: Severity;
}) => void;

/**
 * All rules as two policies of an engine: one reads inputs and changes nothing, one judges the whole stack once it is
 * registered. One policy a rule would have the SDK unpack the whole stack once a rule.
 */
export function packArgs({ rules, data, results, today }: PackOptions): PolicyPackArgs {
  const inputs = new Map<string, SeenInputs>();
  return {
    description: "The rules of scalekit, in the Pulumi engine",
    policies: [
      {
        name: "scalekit-inputs",
        description: "Reads what each resource is made with; changes nothing.",
        // The engine hands inputs with their secrets marked only to policies of this level.
        enforcementLevel: "remediate",
        remediateResource: async (args) => {
          inputs.set(args.urn, await seenInputs(args));
        },
        validateResource: [],
      },
      {
        name: "scalekit",
        description: "The rules of scalekit.",
        enforcementLevel: "mandatory",
        configSchema: {
          properties: {
            tier: { type: "string", enum: [...TIERS], default: DEFAULT_TIER },
            unknown: { type: "string", enum: ["off", "advisory", "mandatory"], default: "advisory" },
            packs: { type: "array", items: { type: "string" } },
            levels: { type: "object" },
          },
        },
        validateStack: (args, report) => {
          const judged = judgeSeen(args, inputs, { rules, data, results, today });
          if (judged) for (const finding of judged.report.findings) tell(finding, judged.urns, report);
        },
      },
    ],
  };
}

/** Where nobody says how far an environment has come. */
const DEFAULT_TIER: Tier = "growth";

interface Judged {
  readonly report: PolicyReport;
  /** URNs as the engine knows them, by the graph's ids. */
  readonly urns: ReadonlyMap<string, string>;
}

function judgeSeen(
  args: StackValidationArgs,
  inputs: ReadonlyMap<string, SeenInputs>,
  { rules, data, results, today }: PackOptions,
): Judged | undefined {
  const first = args.resources[0];
  if (!first) return undefined;
  const rename = (name: string): string => (data?.sandbox ? name.replace(/^sandbox\./, "") : name);
  const stack = rename(stackOf(first.urn));
  if (data && !data.stacks.includes(stack))
    throw new Error(`the plan that was handed to the policy pack has no stack ${stack}: write it again`);
  const planned = (data?.resources ?? []).filter((resource) => resource.stack === stack);
  const seen = engineGraph(args.resources, inputs, { rename, planned });
  const config = args.getConfig<Partial<typeof DEFAULT_POLICIES> & { readonly tier?: Tier }>();
  const { tier = DEFAULT_TIER, ...settings } = config;
  const report = data
    ? judgeStack(stack, seen, rules, data)
    : judgeAlone(seen, rules, { tier, settings: { ...DEFAULT_POLICIES, ...settings }, today });
  if (results !== undefined) write(results, stack, { report, resources: seen });
  const urnOf = new Map(args.resources.map(({ urn }) => [urn.replace(stackOf(urn), stack), urn]));
  return { report, urns: urnOf };
}

/** Whole or not at all: who reads it must not take half a report for one. */
function write(folder: string, stack: string, found: unknown): void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${stack}.json`);
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(found));
  renameSync(`${file}.${process.pid}`, file);
}

const SEVERITIES: Readonly<Record<Finding["severity"], Severity>> = { error: "high", warning: "medium", info: "low" };

function tell(finding: Finding, urns: ReadonlyMap<string, string>, report: ReportViolation): void {
  if (finding.status === "exempt") return;
  const urn = urns.get(finding.resource.id);
  const where = placed(finding.source);
  (report as unknown as Report)({
    name: finding.rule,
    description: finding.title,
    message: `${finding.resource.address} ${finding.message}${where}; fix: ${finding.fix}`,
    ...(urn !== undefined && { urn }),
    enforcementLevel: finding.blocks ? "mandatory" : "advisory",
    severity: SEVERITIES[finding.severity],
  });
}

const placed = (source: Source | undefined): string =>
  source && "file" in source ? ` (${source.file}:${source.line}:${source.column})` : "";
