import { isTree, type Node, type Places, placeOf, type Tree } from "../../manifest/tree";
import { durationSeconds } from "../../manifest/units";
import { nearest } from "../../problems/nearest";
import type { Problem } from "../../problems/problem";
import { SCENARIO_IDS } from "../scenario-ids";

const KNOWN: readonly string[] = SCENARIO_IDS;

/** What the schema cannot say: names that lead nowhere, circles, times out of order. */
export function checkOwn(tree: Tree, places: Places): readonly Problem[] {
  return entries(tree.scenarios).flatMap(([id, scenario]) => {
    const path = `scenarios.${id}`;
    const steps = entries(scenario.steps);
    return [
      ...(KNOWN.includes(id)
        ? [problem(path, places, `${id} is a scenario of scalekit's own`, "rename it", "key")]
        : []),
      ...(steps.length === 0 && scenario.fails === undefined
        ? [
            problem(
              path,
              places,
              `${id} has neither steps nor fails`,
              "write what recovery takes under `steps:`",
              "key",
            ),
          ]
        : []),
      ...texts(scenario.fails).flatMap((text, index) => strikes(text, `${path}.fails.${index}`, places)),
      ...steps.flatMap(([name, step]) => stepProblems(name, step, steps, `${path}.steps.${name}`, places)),
      ...circles(steps).map((name) =>
        problem(`${path}.steps.${name}`, places, `${name} waits for itself`, "break the circle of `after:`", "key"),
      ),
    ];
  });
}

function strikes(text: string, path: string, places: Places): readonly Problem[] {
  const [scenario = ""] = text.split("@");
  if (KNOWN.includes(scenario)) return [];
  const near = nearest(scenario, KNOWN);
  return [
    {
      ...problem(
        path,
        places,
        `there is no scenario ${scenario}`,
        near === undefined ? "take one of these" : `write ${near}`,
      ),
      expected: `one of ${KNOWN.join(", ")}`,
      ...(near !== undefined && { nearest: near }),
    },
  ];
}

function stepProblems(
  name: string,
  step: Tree,
  steps: readonly (readonly [string, Tree])[],
  path: string,
  places: Places,
): readonly Problem[] {
  const names = steps.map(([each]) => each);
  const unknown = texts(step.after).flatMap((each, index) => {
    if (names.includes(each)) return [];
    const near = nearest(each, names);
    return [
      {
        ...problem(
          `${path}.after.${index}`,
          places,
          `there is no step ${each}`,
          near === undefined ? "name a step of this scenario" : `write ${near}`,
        ),
        ...(near !== undefined && { nearest: near }),
      },
    ];
  });
  const [least, typical, most] = [step.least, step.takes, step.most].map(seconds);
  const order =
    (least !== undefined && typical !== undefined && least > typical) ||
    (most !== undefined && typical !== undefined && most < typical);
  return [
    ...unknown,
    ...(order
      ? [
          problem(
            path,
            places,
            `${name} takes less than its least or more than its most`,
            "put least, takes and most in order",
            "key",
          ),
        ]
      : []),
  ];
}

/** Steps that come after themselves, by whatever way: the first of each circle. */
function circles(steps: readonly (readonly [string, Tree])[]): readonly string[] {
  const after = new Map(steps.map(([name, step]) => [name, texts(step.after)]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (name: string, way: readonly string[]): void => {
    if (way.includes(name)) {
      found.push(name);
      return;
    }
    if (done.has(name)) return;
    for (const each of after.get(name) ?? []) visit(each, [...way, name]);
    done.add(name);
  };
  for (const [name] of steps) visit(name, []);
  return [...new Set(found)];
}

function problem(
  path: string,
  places: Places,
  message: string,
  fix: string,
  prefer: "key" | "value" = "value",
): Problem {
  const written = placeOf(places, path, prefer);
  return { code: "SK9006", message, path, ...(written && { at: written }), fix };
}

const seconds = (node: Node | undefined): number | undefined =>
  typeof node === "string" ? durationSeconds(node) : undefined;
const texts = (node: Node | undefined): readonly string[] => (Array.isArray(node) ? node.map(String) : []);
const entries = (node: Node | undefined): readonly (readonly [string, Tree])[] =>
  Object.entries(isTree(node) ? node : {}).flatMap(([key, value]) => (isTree(value) ? [[key, value] as const] : []));
