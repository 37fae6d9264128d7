import { decode } from "../../manifest/decode";
import { parse } from "../../manifest/parse";
import { ajv } from "../../manifest/schema/ajv";
import { at, isTree, type Node, type Places, placeOf, type Tree } from "../../manifest/tree";
import { durationSeconds, percent } from "../../manifest/units";
import { problemsOf } from "../../manifest/validate";
import type { Outcome, Problem } from "../../problems/problem";
import type { MeasuredLoad } from "../demand";
import type { Range } from "../range";
import { SCENARIO_IDS } from "../scenario-ids";
import type { Step } from "../step";
import type { StepKind } from "../step-kinds";
import { checkOwn } from "./meaning";
import type { OwnScenario, Strike } from "./scenario";
import { scenariosSchema } from "./schema";

export interface Own {
  readonly scenarios: readonly OwnScenario[];
  readonly measured: MeasuredLoad;
  readonly decideSeconds?: number;
}

/**
 * Scenarios and measurements as people write them, in three steps as a manifest is read: parse, schema, meaning. Never
 * throws for bad input; every problem has its place.
 * @param text YAML 1.2 or JSON
 */
export function readOwn(text: Uint8Array | string, file: string): Outcome<Own> {
  const decoded = decode(text, file);
  if (typeof decoded !== "string") return refused([decoded]);
  const written = parse(decoded, file);
  if (!("tree" in written)) return refused(written);
  const { tree, places } = written;
  const check = ajv().compile(scenariosSchema);
  if (!check(tree)) return refused(problemsOf(check.errors ?? [], places));
  const problems = checkOwn(tree, places);
  if (problems.length > 0) return refused(problems);
  return { ok: true, value: build(tree, places), warnings: [] };
}

/** Problems of reading speak of the manifest, which this is not. */
export function refused(problems: readonly Problem[]): { readonly ok: false; readonly problems: readonly Problem[] } {
  const fix = "write `scenarios:` and `measured:` as docs/recovery.md shows";
  return {
    ok: false,
    problems: problems.map((problem) => ({
      ...problem,
      message: problem.message.replace(/the manifest|manifest/, "the file of scenarios"),
      fix: /init|manifest/.test(problem.fix) ? fix : problem.fix,
      ...(problem.expected !== undefined && {
        expected: /manifest|name, regions/.test(problem.expected) ? "a file of scenarios" : problem.expected,
      }),
    })),
  };
}

function build(tree: Tree, places: Places): Own {
  const scenarios = entries(tree.scenarios).map(([id, node]) => scenarioOf(id, node, places));
  const get = (path: string): Node | undefined => at(tree, `measured.${path}`);
  const [hitRate, hotKeys, clientTries, decide] = ["hitRate", "hotKeys", "clientTries", "decide"].map(get);
  return {
    scenarios,
    measured: {
      ...(hitRate !== undefined && { hitRate: percent(String(hitRate)) ?? 0 }),
      ...(hotKeys !== undefined && { hotKeys: Number(hotKeys) }),
      ...(clientTries !== undefined && { clientTries: Number(clientTries) }),
    },
    ...(decide !== undefined && { decideSeconds: seconds(decide) }),
  };
}

function scenarioOf(id: string, node: Tree, places: Places): OwnScenario {
  const { title, errors } = node;
  return {
    id,
    title: String(title),
    fails: texts(node.fails).map((text, index) => strikeOf(text, placeOf(places, `scenarios.${id}.fails.${index}`))),
    steps: entries(node.steps).map(([name, step]) => stepOf(id, name, step)),
    ...(node.accept === true && { accepted: true }),
    errors: entries(node.steps).length === 0 ? 0 : (percent(String(errors ?? "100%")) ?? 1),
    losses: Object.entries(isTree(node.loses) ? node.loses : {}).map(([store, lost]) => ({
      store,
      what: "as you wrote",
      time: exact(seconds(lost)),
      assumed: false,
    })),
  };
}

function strikeOf(text: string, written: Strike["at"]): Strike {
  const [scenario, ...rest] = text.split("@");
  const known = SCENARIO_IDS.find((each) => each === scenario) ?? "process";
  return {
    scenario: known,
    ...(rest.length > 0 && { place: rest.join("@") }),
    ...(written && { at: written }),
  };
}

function stepOf(scenario: string, name: string, node: Tree): Step {
  const { kind, what, source, writesOnly, controlPlane: plane } = node;
  const typical = seconds(node.takes ?? "0s");
  const id = (each: string): string => `own:${scenario}:${each}`;
  return {
    id: id(name),
    kind: (kind as StepKind | undefined) ?? "wait",
    what: typeof what === "string" ? what : name,
    time: {
      min: node.least === undefined ? typical : seconds(node.least),
      typical,
      max: node.most === undefined ? typical : seconds(node.most),
    },
    basis: typeof source === "string" ? { kind: "measured", said: source } : { kind: "assumed" },
    after: texts(node.after).map(id),
    ...(writesOnly === true && { writesOnly }),
    ...(isTree(plane) && { needs: { service: String(plane.service), region: String(plane.region) } }),
  };
}

const seconds = (node: Node): number => durationSeconds(String(node)) ?? 0;
const exact = (time: number): Range => ({ min: time, typical: time, max: time });
const texts = (node: Node | undefined): readonly string[] => (Array.isArray(node) ? node.map(String) : []);
const entries = (node: Node | undefined): readonly (readonly [string, Tree])[] =>
  Object.entries(isTree(node) ? node : {}).flatMap(([key, value]) => (isTree(value) ? [[key, value] as const] : []));
