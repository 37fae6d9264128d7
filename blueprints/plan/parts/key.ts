import { makePart, type RegionContext } from "../context";
import { KEY_DELETION_DAYS } from "../fixed";
import type { PartOf } from "../plan";
import { regionPath } from "./network";

export const keyPart = (context: RegionContext): PartOf<"key"> =>
  makePart(
    "key",
    "key",
    context.at(regionPath(context)),
    { alias: context.names.keyAlias(), deletionWindowDays: KEY_DELETION_DAYS },
    {
      alias: context.derived("alias/<name>-<environment>", "name"),
      deletionWindowDays: context.fixed("the longest window: what the key encrypted is lost with it"),
    },
  );
