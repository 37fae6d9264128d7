import { groupBy } from "../../../blueprints/group-by";
import { clean } from "../../../blueprints/problems/format";
import type { SimulateResult } from "../../simulate/result";
import { plural } from "../check/groups";
import { wrapText } from "../plan/layout";
import { paint } from "../run/style";
import { bullet, type Style } from "./style";
import { basisWords, duration, lift, moment, monthsUntil, number, percent, rate, verdict } from "./words";

const SHOWN = 3;

/** How far the design goes at constant load, what ends it, and what lifts that. */
export function ceilingLines({ simulation, traffic, resting }: SimulateResult, style: Style): string[] {
  const [lowest] = simulation.limits;
  if (!lowest) return [paint("Ceiling: none that is known", "bold", style)];
  const { peakRps } = traffic.declared;
  const months = monthsUntil(lowest.rps, traffic);
  const grown = months === undefined ? "" : `; the declared growth gets there in ${Math.floor(months)} months`;
  const head = `Ceiling: ${rate(lowest.rps)} rps at constant load, ${Number((lowest.rps / peakRps).toPrecision(3))} times the declared peak${grown}`;
  const limits = style.details ? simulation.limits : simulation.limits.slice(0, SHOWN);
  const wide = Math.max(...limits.map(({ rps }) => rate(rps).length));
  const indent = " ".repeat(wide + 4);
  const room = style.width - wide - 4;
  const { withoutRegion } = simulation;
  return [
    ...wrapText(head, style.width).map((line) => paint(line, "bold", style)),
    ...limits.flatMap((limit) => {
      const [first = "", ...rest] = wrapText(clean(limit.what), room);
      const lifted = lift(limit);
      return [
        `  ${rate(limit.rps).padStart(wide)}  ${first}`,
        ...rest.map((line) => `${indent}${line}`),
        ...wrapText(`[${basisWords(limit.basis)}]`, room).map((line) => `${indent}${paint(clean(line), "dim", style)}`),
        ...(lifted === undefined ? [] : wrapText(clean(lifted), room).map((line) => `${indent}${line}`)),
      ];
    }),
    ...(simulation.limits.length > limits.length
      ? [`  and ${simulation.limits.length - limits.length} higher; --details shows all`]
      : []),
    ...(withoutRegion
      ? bullet(
          `without ${clean(withoutRegion.region)}: ${rate(withoutRegion.limit.rps)} rps (${clean(withoutRegion.limit.what)})`,
          style,
        )
      : []),
    ...(resting.ceiling === "assumed" ? bullet("the lowest limit rests on an assumed number", style) : []),
  ];
}

/** The largest multiple that is carried, and what happens beyond it. */
export function foundLines({ found, traffic, latencyP99Ms }: SimulateResult, style: Style): string[] {
  if (!found) return [];
  const { times, above } = found;
  const head =
    times === 0
      ? "Not even a thousandth of this traffic is carried"
      : `This traffic is carried up to ${Number(times.toPrecision(3))} times: ${rate(traffic.peakRps * times)} rps in the busiest minute`;
  const beyond = above
    ? `a little above it ${verdict({ simulation: above, carried: false, traffic, latencyP99Ms })}`
    : "nothing that was tried is too much";
  return [...wrapText(head, style.width).map((line) => paint(line, "bold", style)), ...bullet(clean(beyond), style)];
}

/** What stores must carry, where nobody said what they can: of each store its writer, and the readers that are asked most. */
export function needLines({ simulation }: SimulateResult, style: Style): string[] {
  const busiest = [...simulation.needs].sort((a, b) => b.perInstanceRps - a.perInstanceRps);
  const kinds = groupBy(busiest, ({ store, part }) => `${store} ${part.includes(" writer, ")}`);
  const worst = [...kinds.values()].flatMap(([first]) => first ?? []);
  const shown = style.details ? simulation.needs : simulation.needs.filter((need) => worst.includes(need));
  return [
    paint("Not known: what stores carry. The busiest minute asks this:", "bold", style),
    ...shown.flatMap(({ part, instances, perInstanceRps, perCpuRps }) => {
      const cpu = perCpuRps === undefined ? "" : `, ${rate(perCpuRps)} a virtual CPU`;
      const each = instances > 1 ? `each of ${instances} has to answer ` : "has to answer ";
      return bullet(`${clean(part)}: ${each}${rate(perInstanceRps)} requests a second${cpu}`, style);
    }),
  ];
}

/** Quotas that the account told; without --quotas none, and then the assumptions say so. */
function quotaLines({ resting: { quotas } }: SimulateResult, style: Style): string[] {
  const told = quotas.filter(({ from }) => from === "account");
  if (told.length === 0) return [];
  const missing = quotas.length - told.length;
  const words = told.map(({ what, region, value = 0 }) => `${number(value)} ${what} (${region})`).join(", ");
  return bullet(
    clean(`the account's quotas: ${words}${missing > 0 ? `; ${missing} of ${quotas.length} could not be read` : ""}`),
    style,
  );
}

/** How busy stores were that somebody measured: of each its writer, and the readers that were busiest. */
export function storeLines({ simulation, traffic }: SimulateResult, style: Style): string[] {
  const busiest = [...simulation.stores].sort((a, b) => b.use - a.use);
  const shown = style.details ? busiest : busiest.slice(0, SHOWN);
  return [
    paint("Stores, in their busiest minutes", "bold", style),
    ...shown.flatMap(({ id, use, atSeconds, readers, lagSeconds }) => {
      const grown = readers ? `, ${readers.least} to ${readers.most} readers` : "";
      const behind = Number.isFinite(lagSeconds) ? `lag up to ${duration(lagSeconds ?? 0)}` : "fall behind without end";
      const lag = lagSeconds === undefined ? "" : `; copies ${behind} (assumed)`;
      return bullet(
        `${clean(id)}: ${percent(use)} of what it carries at ${moment(atSeconds, traffic)}${grown}${lag}`,
        style,
      );
    }),
    ...(busiest.length > shown.length ? [`    and ${busiest.length - shown.length} more; --details shows all`] : []),
  ];
}

export function restLines(result: SimulateResult, style: Style): string[] {
  const { resting, cost, unpriced } = result;
  const { assumedDrops, defaultQuotaDrops = 0, assumptions } = resting;
  const shown = style.details ? assumptions : assumptions.slice(0, SHOWN);
  return [
    paint("What it rests on", "bold", style),
    ...(assumedDrops === undefined
      ? []
      : bullet(`${percent(assumedDrops)} of what is dropped has an assumed number as its reason`, style)),
    ...(defaultQuotaDrops === 0
      ? []
      : bullet(
          `${percent(defaultQuotaDrops)} of what is dropped has a default quota of AWS as its reason; --quotas reads yours`,
          style,
        )),
    ...quotaLines(result, style),
    ...shown.flatMap((text) => bullet(clean(text), style)),
    ...(assumptions.length > shown.length
      ? [`    and ${assumptions.length - shown.length} more; --details shows all`]
      : []),
    ...bullet(
      `this time costs about $${number(cost.expected)}, $${number(cost.min)} without traffic, $${number(cost.max)} with every group full${unpriced > 0 ? `; not in it: ${plural(unpriced, "resource")} without a known price` : ""}`,
      style,
    ),
  ];
}
