import { groupBy } from "../../../blueprints/group-by";
import { clean } from "../../../blueprints/problems/format";
import type { ProveResult } from "../../prove/result";

/** One sentence for each schedule: services and regions that rest equally long are told together. */
export const offHourWords = ({ offHours }: Pick<ProveResult, "offHours">): readonly string[] =>
  [...groupBy(offHours, ({ hours, promised }) => `${hours} ${promised ?? ""}`).values()].map((alike) => {
    const [{ hours = 0, promised } = {}] = alike;
    const services = [...new Set(alike.map(({ service }) => clean(service)))].join(", ");
    const most = promised === undefined ? "" : `, which misses what is promised: ${promised}`;
    return `By schedule ${services} ${services.includes(",") ? "have" : "has"} no instance in ${hours} of 168 hours a week: nothing here holds then, and ${Number((100 - (hours / 168) * 100).toFixed(1))} % of the time is the most that can be answered${most}`;
  });
