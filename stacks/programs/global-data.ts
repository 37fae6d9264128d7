import { GlobalCache } from "../../components/data/global-cache";
import { GlobalDatabase } from "../../components/data/global-database";
import { partsOf, type StackProgram } from "./program";
import { awsFor } from "./provider";

/** Global databases and datastores, made from the primary's stores; secondaries join from their own stacks. */
export const globalDataProgram: StackProgram = (plan, stack, context) => {
  const opts = awsFor(plan, stack, context);
  for (const { name, args } of partsOf(stack, "global-database")) new GlobalDatabase(name, args, opts);
  return Object.fromEntries(
    partsOf(stack, "global-cache").map(({ name, args }) => [`${name}.id`, new GlobalCache(name, args, opts).id]),
  );
};
