import { clean } from "../../../blueprints/problems/format";
import type { Proof } from "../../../blueprints/recovery/prove";
import { isEndless } from "../../../blueprints/recovery/range";
import type { Gate } from "../../prove/gate";
import { offHourWords } from "../prove/off-hours";
import { time } from "../prove/words";
import { paint, type Style, wrap } from "./style";

/** One line of what the proof says where it does not stop the run. */
export function recoveryLine({ level, missed, offHours }: Gate, style: Style): string {
  if (level === "off") return "";
  if (missed.length + offHours.length === 0) return paint("Recovery: the proof meets the objectives.\n", "dim", style);
  const ids = [...missed.map(({ id }) => id), ...(offHours.length > 0 ? ["hours without instances"] : [])].join(", ");
  return `${wrap(`Recovery: the objectives are missed by ${ids}; \`scalekit prove\` shows how.`, style.width, "  ")}\n`;
}

/** Misses that stop an `up`, and the ways on. */
export function gateText({ missed, offHours }: Gate, style: Style): string {
  const [first] = missed;
  const accept = missed.map(({ id }) => id);
  const resting = [...new Set(offHours.map(({ service }) => service))];
  const ways = [
    ...(first
      ? [
          `see each step: scalekit prove --scenario ${first.id}; what would meet it: scalekit prove --changes`,
          `take the risk: write objectives.accept: [${accept.join(", ")}] into the manifest, or say --accept for this run only`,
        ]
      : []),
    ...(resting.length > 0 ? [`take away ${resting.map((name) => `services.${name}.schedule`).join(", ")}`] : []),
    "let the environment go on with a warning: objectives.gate: advisory",
  ];
  return `${[
    paint("SK3019 Stopped: the proof misses mandatory objectives; nothing was changed", "red", style),
    "",
    ...missed.map((proof) => wrap(`  ✗ ${missedWords(proof)}`, style.width, "    ")),
    ...offHourWords({ offHours }).map((words) => wrap(`  ✗ ${words}`, style.width, "    ")),
    "",
    ...ways.map((way) => wrap(`  - ${way}`, style.width, "    ")),
  ].join("\n")}\n`;
}

function missedWords({ id, title, place, rto, rpo, rpoVerdict, services }: Proof): string {
  const where = place === "" ? "" : ` (${clean(place)})`;
  const back = isEndless(rto) ? "no end that anything here decides" : `back after ${time(rto.typical)}`;
  const lost = rpoVerdict === "missed" ? `, may lose ${time(rpo.typical)}` : "";
  const own = services.filter(({ verdict }) => verdict === "missed").map(({ service }) => clean(service));
  const whose = own.length > 0 ? `; misses the own objectives of ${own.join(", ")}` : "";
  return `${id}: ${clean(title)}${where}: ${back}${lost}${whose}`;
}

/** Part of the document of `up`. */
export const recoveryJson = ({ level, missed, offHours, stops }: Gate): unknown => ({
  gate: level,
  stops,
  missed: missed.map(({ id, place, rto, rpo }) => ({
    id,
    place,
    rtoSeconds: Number.isFinite(rto.typical) ? rto.typical : "unbounded",
    rpoSeconds: rpo.typical,
  })),
  hoursWithoutInstances: offHours.map(({ service, region, hours }) => ({ service, region, hoursAWeek: hours })),
});
