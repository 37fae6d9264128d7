import type { GraphResource } from "../../blueprints/graph/graph";
import { TYPES } from "../types";
import { known } from "../world/unseen";
import type { World } from "../world/world";
import { recordsNamed, routingOf } from "./dns";

/** True where one of a record's aliases takes over the health of what it leads to. */
export const evaluates = (record: GraphResource, world: World): boolean =>
  world
    .list(record, "aliases")
    .some((_, index) => world.flag(record, `aliases[${index}].evaluateTargetHealth`) === true);

/** Aliases that take over a record's health as their own. */
export const evaluatorsOf = (record: GraphResource, world: World): readonly GraphResource[] =>
  world
    .fact("records by what evaluates them", () => {
      const map = new Map<string, GraphResource[]>();
      for (const alias of world.all(TYPES.record)) {
        if (known(() => evaluates(alias, world))?.value !== true) continue;
        for (const { id } of recordsBehind(alias, world)) map.set(id, [...(map.get(id) ?? []), alias]);
      }
      return map;
    })
    .get(record.id) ?? [];

/** Records that an alias leads to, by reference or by name. */
function recordsBehind(alias: GraphResource, world: World): readonly GraphResource[] {
  const named = world.list(alias, "aliases").flatMap((_, at) => {
    const name = known(() => world.text(alias, `aliases[${at}].name`))?.value;
    return name === undefined ? [] : recordsNamed(name, world);
  });
  const linked = world.linked(alias, "aliases", TYPES.record).flatMap((one) => setAround(one, world));
  return [...new Set([...named, ...linked])].filter((record) => record !== alias);
}

/** A reference to one record of a set leads to all of its name. */
function setAround(record: GraphResource, world: World): readonly GraphResource[] {
  const name = known(() => world.text(record, "name"))?.value;
  const all = name === undefined ? [] : recordsNamed(name, world);
  return all.includes(record) ? all : [record, ...all];
}

/** Answered with when all else is unhealthy: it needs no health of its own, unless others take theirs from its set. */
export function isLastResort(record: GraphResource, world: World): boolean {
  const routing = routingOf(record, world);
  if (routing === "failover") return world.text(record, "failoverRoutingPolicies[0].type") === "SECONDARY";
  return routing === "geolocation" && world.text(record, "geolocationRoutingPolicies[0].country") === "*";
}
