import type { GraphResource } from "../../blueprints/graph/graph";
import { SECRET, UNKNOWN } from "../../blueprints/graph/values";
import type { Random } from "./random";

const VALUES: readonly unknown[] = [
  UNKNOWN,
  SECRET,
  null,
  true,
  false,
  "true",
  0,
  -1,
  1e308,
  "NaN",
  "",
  "x",
  "eu-west-1a",
  "10.0.0.0/8",
  "999.0.0.0/99",
  "*",
  "arn:aws:",
  "arn:aws:rds:eu-west-1:111122223333:cluster:x",
  "{",
  '{"Statement":{"Action":"*","Resource":"*"}}',
  "[]",
  [],
  {},
  [[]],
  [UNKNOWN],
  [null],
  [{}],
  { a: UNKNOWN },
  "-1",
  "5m",
  "0",
  "\u0000",
  ["a", UNKNOWN],
  [1, 2, 3],
];

/** Some of a graph's resources with inputs broken in every way that a reader could hand on. */
export function mutatedGraph(pool: readonly GraphResource[], random: Random): GraphResource[] {
  const from = random.below(pool.length);
  const chosen = new Set<GraphResource>();
  // Neighbours, so that most references lead somewhere; and some from anywhere.
  for (let count = 5 + random.below(40); count > 0; count--)
    chosen.add(random.chance(0.8) ? (pool[(from + count) % pool.length] as GraphResource) : random.pick(pool));
  return [...chosen].map((resource) => (random.chance(0.5) ? broken(resource, random) : resource));
}

function broken(resource: GraphResource, random: Random): GraphResource {
  const inputs: Record<string, unknown> = structuredClone(resource.inputs) as Record<string, unknown>;
  for (let count = 1 + random.below(3); count > 0; count--) {
    const [holder, key] = random.pick(placesOf(inputs));
    if (random.chance(0.2)) takeAway(holder, key);
    else Reflect.set(holder, key, structuredClone(random.pick(VALUES)));
  }
  return {
    ...resource,
    inputs,
    ...(random.chance(0.1) && { references: {} }),
    ...(random.chance(0.1) && { region: random.pick(["us-east-1", "eu-west-1", "nowhere"]) }),
    ...(random.chance(0.05) && {
      type: random.pick(["x", "a:b:c", "kubernetes:apps/v1:Deployment", "aws:lambda/function:Function"]),
    }),
  };
}

/** No format can say a list with a hole. */
function takeAway(holder: object, key: string): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else Reflect.deleteProperty(holder, key);
}

type Place = readonly [holder: object, key: string];
function placesOf(node: object): Place[] {
  const own = Object.entries(node).flatMap(([key, value]): Place[] => [
    [node, key],
    ...(typeof value === "object" && value !== null ? placesOf(value) : []),
  ]);
  return own.length > 0 ? own : [[node, "added"]];
}
