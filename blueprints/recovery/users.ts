import { capacityLeft, growthId } from "./capacity";
import type { Response, Situation } from "./failure";
import { atOnce } from "./failures/stores";
import type { Range } from "./range";
import type { Step } from "./step";
import type { Timeline } from "./timeline";

/** From a moment on, until the next one, this share of requests fails. */
export interface UserPoint {
  readonly fromSeconds: number;
  /** 0 to 1. */
  readonly share: number;
}

type When = keyof Range;

/** A share of requests that fails from the beginning until a moment. */
interface Spell {
  readonly until: number;
  readonly share: number;
}

/**
 * What users see, if it strikes at the declared peak: the share of requests that fail, over time.
 * @returns undefined where a failure's share is not seen
 */
export function errorsOverTime(
  situation: Situation,
  timeline: Timeline,
  when: When = "typical",
): readonly UserPoint[] | undefined {
  const spells = timeline.responses.map((response) => spellsOf(response, timeline, when));
  if (spells.some((each) => each === undefined)) return undefined;
  const all = [...spells.flatMap((each) => each ?? []), ...shortage(situation, timeline, when)].filter(
    ({ until, share }) => until > 0 && share > 0,
  );
  const moments = [...new Set([0, ...all.map(({ until }) => until).filter(Number.isFinite)])].sort((a, b) => a - b);
  const points = moments.map((fromSeconds) => ({
    fromSeconds,
    share: all.filter(({ until }) => until > fromSeconds).reduce((sum, { share }) => atOnce(sum, share), 0),
  }));
  return points.filter(({ share }, index) => index === 0 || share !== points[index - 1]?.share);
}

/** Into so many parts a share that falls evenly is cut; the time that requests fail stays the same. */
const STAIRS = 4;

function spellsOf(response: Response, { ends }: Timeline, when: When): readonly Spell[] | undefined {
  const { steps, errors, writeErrors = 0, fadesIn } = response;
  if (errors === undefined) return steps.length === 0 ? [] : undefined;
  const over = (some: readonly Step[]): number => Math.max(0, ...some.map(({ id }) => ends.get(id)?.[when] ?? 0));
  const reads = over(steps.filter(({ writesOnly }) => !writesOnly));
  const writes = { until: over(steps), share: writeErrors };
  const fading = steps.find(({ id }) => id === fadesIn);
  if (!fading || !Number.isFinite(reads)) return [{ until: reads, share: errors }, writes];
  const start = reads - fading.time[when];
  const falling = stairs(errors).map(([at, share]) => ({ until: start + fading.time[when] * at, share }));
  // Until it begins to fall the whole share fails: what the stairs lack of it.
  const whole = falling.reduce((sum, { share }) => atOnce(sum, share), 0);
  return [writes, ...falling, { until: start, share: whole < 1 ? 1 - (1 - errors) / (1 - whole) : 0 }];
}

/** Shares that, while they overlap, fail together as much as is left of one that falls evenly. */
function stairs(share: number): readonly (readonly [at: number, share: number])[] {
  const answered = (stair: number): number => (stair === STAIRS ? 1 : 1 - share * (1 - (stair + 0.5) / STAIRS));
  return Array.from({ length: STAIRS }, (_, stair) => [
    (stair + 1) / STAIRS,
    1 - answered(stair) / answered(stair + 1),
  ]);
}

/** What is left does not carry the peak until it has grown; at the most until everything is back. */
function shortage(situation: Situation, { ends, total }: Timeline, when: When): readonly Spell[] {
  return capacityLeft(situation)
    .filter(({ peakRps, leftRps }) => leftRps < peakRps)
    .flatMap(({ service, peakRps, leftRps, mostRps }) => {
      const growing = [...ends].filter(([id]) => id.startsWith(`${growthId(service)}:`)).map(([, end]) => end[when]);
      const grown = growing.length === 0 ? total[when] : Math.max(...growing);
      const services = new Set(situation.topology.pools.map((each) => each.service)).size;
      const share = (1 - leftRps / peakRps) / services;
      const still = Math.max(0, 1 - mostRps / peakRps) / services;
      return [
        { until: grown, share: still < 1 ? 1 - (1 - share) / (1 - still) : 0 },
        { until: total[when], share: still },
      ];
    });
}

/** Seconds of all requests failing that cost as many of them: the area under the curve until everything is back. */
export function failedSeconds(points: readonly UserPoint[], total: number): number {
  return points.reduce((sum, { fromSeconds, share }, index) => {
    const until = Math.min(points[index + 1]?.fromSeconds ?? total, total);
    return share === 0 ? sum : sum + share * Math.max(0, until - fromSeconds);
  }, 0);
}
