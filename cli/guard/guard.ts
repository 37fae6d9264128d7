import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { GraphResource } from "../../blueprints/graph/graph";
import { ScalekitError } from "../../blueprints/problems/problem";
import { DATA_VARIABLE, type PackData, RESULTS_VARIABLE } from "../../policies/crossguard/data";
import { judgeStack } from "../../policies/crossguard/judge-stack";
import { declaredOf } from "../../policies/declared";
import type { Finding, PolicyReport } from "../../policies/finding";
import { RULES } from "../../policies/rules";
import { settingsProblems } from "../../policies/settings";
import type { PolicyPackRun } from "../../stacks/engine/policy-pack";
import { packageFile } from "../../stacks/package-file";
import { synth } from "../../stacks/synth/synth";
import { customRules } from "../check/custom-rules";
import { type CheckResult, placeOfTier } from "../check/document";
import type { LoadedPlan } from "../load-plan";
import { mergedFindings } from "./merge";

/** The policies of one run of the engine: what the pack is handed, and what it found. Close it at the end. */
export interface Guard {
  readonly pack: PolicyPackRun;
  /** What the whole plan registers. */
  readonly resources: readonly GraphResource[];
  /** What the packs of these stacks found; a stack whose preview never came to it is judged by what the plan says. */
  resultOf(stacks: readonly string[]): CheckResult;
  close(): void;
}

/**
 * Writes the whole plan for the pack, which sees one stack.
 * @throws ScalekitError SK6001, SK6003
 */
export async function openGuard(loaded: LoadedPlan, shown: string, sandbox: boolean): Promise<Guard> {
  const { data, rules } = await packDataOf(loaded, sandbox);
  const folder = mkdtempSync(join(tmpdir(), "scalekit-policies-"));
  const file = join(folder, "plan.json");
  const results = join(folder, "found");
  writeFileSync(file, JSON.stringify(data), { mode: 0o600 });
  const { plan } = loaded;
  const found = (stack: string): PolicyReport => {
    const from = join(results, `${stack}.json`);
    if (existsSync(from)) return (JSON.parse(readFileSync(from, "utf8")) as { readonly report: PolicyReport }).report;
    const planned = data.resources.filter((resource) => resource.stack === stack);
    return judgeStack(stack, planned, rules, data);
  };
  return {
    pack: { ...packFolder(), env: { [DATA_VARIABLE]: file, [RESULTS_VARIABLE]: results } },
    resources: data.resources,
    resultOf: (stacks) => ({
      project: plan.project,
      environment: plan.environment,
      tier: plan.tier,
      manifest: shown,
      stacks: stacks.length,
      resources: data.resources.filter(({ custom, stack }) => custom && stacks.includes(stack)).length,
      report: merged(stacks.map(found)),
      tierPlace: placeOfTier(loaded.resolved, shown),
    }),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The compiled pack: an engine starts it as a process of its own. */
function packFolder(): Pick<PolicyPackRun, "folder" | "main"> {
  const folder = packageFile(join("dist", "policies", "crossguard"));
  return { folder, main: join(folder, "index.js") };
}

async function packDataOf({ resolved, plan, lock, folder }: LoadedPlan, sandbox: boolean) {
  const { manifest, sourceOf } = resolved;
  const settings = manifest.policies;
  // The team's own rules are installed where its manifest is; a run of the engine runs the team's code anyway.
  const custom = customRules(settings.custom, folder, undefined, RULES);
  const rules = [...RULES, ...custom];
  const [problem] = settingsProblems(resolved, rules);
  if (problem) throw new ScalekitError(problem);
  const load = createRequire(join(folder, "package.json"));
  const context = { handed: lock.handed ?? {}, account: plan.account, sandbox };
  const data: PackData = {
    schemaVersion: "1",
    environment: plan.environment,
    tier: plan.tier,
    sandbox,
    declared: declaredOf(manifest),
    settings,
    exemptionSources: settings.exemptions.map((_, index) => sourceOf(`policies.exemptions.${index}`)),
    custom: settings.custom.map((name) => load.resolve(name)),
    today: new Date().toISOString().slice(0, 10),
    stacks: plan.stacks.map(({ name }) => name),
    resources: (await synth(plan, context)).resources,
  };
  return { data, rules };
}

function merged(reports: readonly PolicyReport[]): PolicyReport {
  const findings = mergedFindings(reports.map((report) => report.findings));
  const count = (status: Finding["status"]): number => findings.filter((finding) => finding.status === status).length;
  const [first] = reports;
  return {
    findings,
    // Each pack counts what passed in the whole environment as it sees it.
    summary: {
      fail: count("fail"),
      unknown: count("unknown"),
      exempt: count("exempt"),
      pass: first?.summary.pass ?? 0,
    },
    rules: first?.rules ?? 0,
    notApplicable: first?.notApplicable ?? [],
  };
}
