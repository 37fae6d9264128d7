import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { GraphResource } from "../../blueprints/graph/graph";
import { joinPlan } from "../../blueprints/graph/readers/join-plan";
import { readPulumiState } from "../../blueprints/graph/readers/pulumi-state";
import { makePlan } from "../../blueprints/plan/make";
import type { Tier } from "../../blueprints/tiers/tier";
import { DATA_VARIABLE, type PackData, RESULTS_VARIABLE } from "../../policies/crossguard/data";
import { declaredOf } from "../../policies/declared";
import { evaluate } from "../../policies/evaluate";
import { RULES } from "../../policies/rules";
import { World } from "../../policies/world/world";
import { findEngine, openSession, type RunSettings, runUp, statePlace } from "../../stacks/engine";
import { programFor } from "../../stacks/programs";
import { installShims } from "../../stacks/sandbox";
import { synth } from "../../stacks/synth/synth";
import { differences } from "../support/compare-graphs";
import { ACCOUNT, EVERY, type Example, resolvedExample } from "../support/examples";

// One program, three graphs: the offline synth, the engine's preview as the policy pack sees it, and, where the sandbox was
// brought up, the state. Rules must say the same of all of them.
const pack = resolve(__dirname, "../../dist/policies/crossguard");
/** Brought up too; the others are previewed, which takes a tenth of the time. */
const BROUGHT_UP = new Set(["shop growth", "saas starter"]);

describe.each(EVERY)("the %s at tier %s", (name, tier) => {
  const folder = mkdtempSync(join(tmpdir(), "scalekit-graphs-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("is the same in synth, preview and state, and so is what the rules find", async () => {
    const { planned, data } = await packData(name, tier);
    const findings = findingsOn(planned, data);
    const previewed = await previews(name, tier, data, folder);
    expect(differences(planned, previewed)).toEqual([]);
    expect(findingsOn(previewed, data)).toEqual(findings);
    if (!BROUGHT_UP.has(`${name} ${tier}`)) return;
    const made = stateOf(folder, planned, data.stacks);
    expect(differences(planned, made)).toEqual([]);
    expect(findingsOn(made, data)).toEqual(findings);
  }, 600_000);
});

async function packData(name: Example, tier: Tier) {
  const { manifest } = resolvedExample(name, tier);
  const plan = makePlan(resolvedExample(name, tier), { account: ACCOUNT });
  const { resources } = await synth(plan, { handed: {}, account: ACCOUNT, sandbox: true });
  const data: PackData = {
    schemaVersion: "1",
    environment: plan.environment,
    tier,
    sandbox: true,
    declared: declaredOf(manifest),
    settings: { ...manifest.policies, levels: Object.fromEntries(RULES.map(({ id }) => [id, "advisory"])) },
    exemptionSources: [],
    custom: [],
    today: "2026-01-01",
    stacks: plan.stacks.map((stack) => stack.name),
    resources,
  };
  // As JSON leaves it: what a pack is handed.
  return { planned: JSON.parse(JSON.stringify(resources)) as readonly GraphResource[], data };
}

/** Previews all stacks with the pack; brings them up where that is asked for. */
async function previews(name: Example, tier: Tier, data: PackData, folder: string): Promise<GraphResource[]> {
  const plan = makePlan(resolvedExample(name, tier), { account: ACCOUNT });
  const [file, results] = [join(folder, "plan.json"), join(folder, "found")];
  writeFileSync(file, JSON.stringify(data));
  const { engine } = await findEngine(process.env);
  if (!engine) throw new Error("no Pulumi engine here: run `npx scalekit doctor`, or put pulumi on PATH");
  const session = await openSession({
    engine,
    place: statePlace({ folder, sandbox: true, env: process.env }),
    project: plan.project,
    environment: plan.environment,
    sandbox: true,
    env: process.env,
    shims: installShims(join(folder, "plugins"), { cloudDir: join(folder, "cloud") }),
    policyPack: {
      folder: pack,
      main: join(pack, "index.js"),
      env: { [DATA_VARIABLE]: file, [RESULTS_VARIABLE]: results },
    },
  });
  const settings: RunSettings = {
    plan,
    programFor,
    session,
    lockFile: join(folder, "lock.json"),
    only: [],
    concurrency: 3,
    observe: () => undefined,
    signal: new AbortController().signal,
  };
  try {
    const result = await runUp({ ...settings, confirm: async () => BROUGHT_UP.has(`${name} ${tier}`) });
    expect(["done", "declined"]).toContain(result.status);
  } finally {
    session.close();
  }
  return data.stacks.flatMap((stack) => {
    const found = JSON.parse(readFileSync(join(results, `${stack}.json`), "utf8")) as { resources: GraphResource[] };
    return found.resources;
  });
}

/** From the checkpoints that the file backend wrote. */
function stateOf(folder: string, planned: readonly GraphResource[], stacks: readonly string[]): GraphResource[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return stacks.flatMap((stack) => {
    const file = files.find(
      (path) => path.includes(join(".pulumi", "stacks")) && path.endsWith(`sandbox.${stack}.json`),
    );
    const path = join(folder, file ?? "");
    if (file === undefined || !existsSync(path)) throw new Error(`no checkpoint of ${stack}`);
    const read = readPulumiState(readFileSync(path, "utf8"), { file: stack, stack });
    if (!read.ok) throw new Error(read.problems[0]?.message);
    return joinPlan(read.value.resources, planned);
  });
}

function findingsOn(resources: readonly GraphResource[], { tier, declared }: PackData): string[] {
  const judgements = evaluate(new World({ resources }, tier, declared), RULES);
  return judgements
    .map(({ rule, subject, verdict }) => [rule.id, subject.id, verdict.key ?? "", verdict.verdict].join(" "))
    .sort();
}
