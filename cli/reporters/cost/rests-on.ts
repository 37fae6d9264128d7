import { sum } from "../../../blueprints/cost/amount";
import type { Estimate, LineItem } from "../../../blueprints/cost/estimate";
import type { Basis } from "../../../blueprints/cost/meter";
import { inputWords, namesOf } from "../../audit/state";
import type { CostResult } from "../../cost/document";
import type { SimulatedDay } from "../../cost/simulated";
import { placeText } from "../origin";

/** Shares of the expected amount by what the quantities rest on, 0 to 1. */
export function shares({ items }: Estimate): Readonly<Record<Basis["kind"] | "standIn", number>> {
  const of = (keep: (item: LineItem) => boolean) => sum(items.filter(keep).map(({ amount }) => amount)).expected;
  const total = of(() => true) || 1;
  const kind = (name: Basis["kind"]) => of(({ basis }) => basis.kind === name) / total;
  return {
    setting: kind("setting"),
    traffic: kind("traffic"),
    simulated: kind("simulated"),
    assumed: kind("assumed"),
    standIn: of(({ price }) => price.standIn) / total,
  };
}

/** Regions whose own price was not known, with the one whose price stands in. */
export function standIns({ items }: Estimate): {
  readonly regions: readonly string[];
  readonly from: readonly string[];
} {
  const found = items.filter(({ price }) => price.standIn);
  const names = (of: (item: LineItem) => string) => [...new Set(found.map(of))].sort();
  return { regions: names(({ resource }) => resource.region ?? "no region"), from: names(({ price }) => price.region) };
}

/** Basis in words, with the manifest's line or the tier's default. */
export function basisText({ basis }: LineItem): string {
  if (basis.kind === "assumed") return `assumed: ${basis.text}`;
  if (basis.kind === "traffic") return `traffic: ${basis.text}`;
  if (basis.kind === "simulated") return `simulated: ${basis.text}`;
  return basis.at ? `${basis.text} (${placeText(basis.at)})` : basis.text;
}

/** What the sum rests on, in one sentence; what a simulation says is told where there is one. */
export function restsWords(estimate: Estimate, percent: (share: number) => string, verb: string): string {
  const { setting, traffic, simulated, assumed } = shares(estimate);
  const day = simulated > 0 ? `${percent(simulated)} on sizes of a simulated day, ` : "";
  return `${percent(setting)} ${verb}on settings, ${day}${percent(traffic)} on the declared traffic and what is assumed of a request, ${percent(assumed)} on assumptions alone.`;
}

/** Where usage came from that was simulated, and where the rest did. */
export const simulatedWords = ({ about, requests, groups }: SimulatedDay): string =>
  `Expected sizes of ${groups} groups are those of a simulated day (${about}; ${requests.toLocaleString("en-US")} requests), each day of the month alike; all else is counted from the steady rate, which is that day's mean.`;

/** `shop production at tier global`, or what was read. */
export function nameOf({ project, environment, tier, inputs }: CostResult): string {
  const whose = environment === undefined ? project : `${project} ${environment}`;
  if (inputs) return environment === undefined ? whose : `${whose} as ${namesOf(inputs)} has it`;
  return `${whose} at tier ${tier}`;
}

/** With --state: what was read and what nobody said. */
export const inputNotes = ({ inputs, environment }: CostResult): readonly string[] =>
  inputs
    ? [
        ...inputWords(inputs),
        ...(environment === undefined
          ? ["no traffic is known, so requests, transfer and I/O of requests count as none: -f MANIFEST says it"]
          : []),
      ]
    : [];
