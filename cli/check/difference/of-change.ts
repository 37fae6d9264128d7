import { dirname } from "node:path";
import type { GraphResource } from "../../../blueprints/graph/graph";
import type { Outcome } from "../../../blueprints/problems/problem";
import { type Own, readOwn } from "../../../blueprints/recovery/own/read";
import { PRICES_NAME, priceBookWith } from "../../prices/price-file";
import { ownOf } from "../../prove/own-file";
import { SCENARIOS_NAME } from "../../prove/own-name";
import type { Base } from "../base";
import type { Planned } from "../side";
import { costDifference } from "./cost";
import type { Difference, RecoveryDifference } from "./difference";
import { recoveryDifference } from "./recovery";
import { resourceDifference } from "./resources";

interface Side {
  readonly planned: Planned;
  readonly resources: readonly GraphResource[];
}

/**
 * What a change does to resources, recovery and cost. Prices are those of the merge base, as a change that brings its own
 * could name any sum; each side is proved with the scenarios of its own.
 * @param path absolute path of the manifest
 * @param checkpoint throws where a bound is passed
 */
export async function differenceOf(
  base: Base,
  before: Side | undefined,
  after: Side,
  path: string,
  checkpoint: () => void,
): Promise<Difference> {
  const resources = resourceDifference(before?.resources ?? [], after.resources);
  checkpoint();
  const recovery = await recoveryOf(base, before, after, path);
  checkpoint();
  return { resources, recovery, cost: costDifference(before, after, pricesOf(await base.beside(PRICES_NAME))) };
}

/** A file that cannot be used has no prices; `scalekit cost` says what is wrong with it. */
function pricesOf(text: string | undefined) {
  try {
    return priceBookWith(text, PRICES_NAME);
  } catch {
    return priceBookWith(undefined, PRICES_NAME);
  }
}

async function recoveryOf(
  base: Base,
  before: Side | undefined,
  after: Side,
  path: string,
): Promise<RecoveryDifference> {
  const own = await ownOf(undefined, path, dirname(path));
  if (own && !own.ok) return notProved(`${SCENARIOS_NAME} is not valid`, own);
  const text = before && (await base.beside(SCENARIOS_NAME));
  const earlier = text === undefined ? undefined : readOwn(text, SCENARIOS_NAME);
  if (earlier && !earlier.ok) return notProved(`${SCENARIOS_NAME} of the merge base is not valid`, earlier);
  const withOwn = (side: Side, found: { readonly value: Own } | undefined) => ({
    ...side,
    ...(found && { own: found.value }),
  });
  return recoveryDifference(before && withOwn(before, earlier), withOwn(after, own));
}

const notProved = (what: string, { problems }: Extract<Outcome<Own>, { ok: false }>): RecoveryDifference => ({
  scenarios: [],
  missed: [],
  missing: `${what} (${problems[0]?.code})`,
});
