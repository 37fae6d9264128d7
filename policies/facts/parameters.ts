import type { GraphResource } from "../../blueprints/graph/graph";
import type { World } from "../world/world";

/** What a parameter group of a database sets, by name; what it leaves out has the family's default. */
export const parametersOf = (group: GraphResource, world: World): ReadonlyMap<string, string> =>
  new Map(
    world
      .list(group, "parameters")
      .map((_, at) => [
        world.text(group, `parameters[${at}].name`) ?? "",
        world.text(group, `parameters[${at}].value`) ?? "",
      ]),
  );

/** Name of the bound on what a region's loss may cost, in seconds; Aurora PostgreSQL only. */
export const RPO_PARAMETER = "rds.global_db_rpo";
