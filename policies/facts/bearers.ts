import type { GraphResource } from "../../blueprints/graph/graph";
import { TYPES } from "../types";
import type { World } from "../world/world";

/** Rules of groups name them without bearing them. */
const RULES: readonly string[] = [
  TYPES.securityGroup,
  TYPES.defaultSecurityGroup,
  TYPES.securityGroupRule,
  TYPES.ingressRule,
  TYPES.egressRule,
];

/** Documents of rights may take an account or a region from a group. */
const DOCUMENTS = /policy$/i;

/** What bears a security group: balancers, stores, endpoints, templates of machines, … */
export const bearersOf = (group: GraphResource, world: World): readonly GraphResource[] => [
  ...new Set(
    world.view
      .to(group)
      .filter(({ by, from, input }) => by !== "order" && from.custom && !DOCUMENTS.test(input) && !RULES.includes(from.type))
      .map(({ from }) => from),
  ),
];
