import { nearest } from "../../blueprints/problems/nearest";
import { ScalekitError } from "../../blueprints/problems/problem";
import { SCENARIO_IDS } from "../../blueprints/recovery/scenario-ids";

/** At most this many at once: every place of each is tried with every place of the others. */
const MOST = 4;

/**
 * A scenario's name, or several joined by a plus.
 * @throws ScalekitError SK9005
 */
export function demandKnown(id: string, known: readonly string[] = SCENARIO_IDS, command = "prove"): string {
  const parts = id.split("+");
  const wrong = parts.find((part) => !known.includes(part));
  if (wrong === undefined && parts.length <= MOST) return id;
  const near = wrong === undefined ? undefined : nearest(wrong, known);
  throw new ScalekitError({
    code: "SK9005",
    message:
      wrong === undefined
        ? `${parts.length} scenarios at once are too many`
        : `there is no scenario ${wrong.slice(0, 80)}`,
    expected: wrong === undefined ? `at most ${MOST}` : `one of ${known.join(", ")}, or several joined by a plus`,
    fix: near === undefined ? `see scalekit ${command} --help` : `did you mean ${near}?`,
  });
}
