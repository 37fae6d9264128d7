import { clean } from "../../../blueprints/problems/format";
import type { ProveResult } from "../../prove/result";
import { time } from "./words";

type Years = NonNullable<ProveResult["years"]>;

/** What is said of a year's availability, a line each; the first is the head. */
export function yearsWords(years: Years): readonly string[] {
  const { runs, seed, file, objective, meeting, mean, low, high, worst, best, causes, uncounted, services } = years;
  const [most] = causes;
  const told = causes.filter(({ seconds }) => seconds > 0).slice(0, 3);
  return [
    `Availability of a year: ${share(mean)} (95 % sure: ${share(low)} to ${share(high)})${objective === undefined ? "" : `; ${share(objective)} is promised: ${VERDICTS[years.verdict]}`}`,
    `${runs.toLocaleString("en-US")} years at the rates of ${clean(file)}, seed ${seed}: one in twenty below ${share(worst)}, one in twenty above ${share(best)}`,
    ...(meeting === undefined ? [] : [`${Math.round(meeting * 100)} of 100 years keep the promise`]),
    ...(most && most.seconds > 0
      ? [`costs a year: ${told.map(({ id, seconds }) => `${id} ${time(seconds)}`).join(", ")} of all requests failing`]
      : []),
    ...services.map(
      ({ service, objective: own, mean: its, verdict }) =>
        `${clean(service)} by itself: ${share(its)}; ${share(own)} is promised: ${VERDICTS[verdict]}`,
    ),
    ...(uncounted.length > 0 ? [`no rate, so counted as never: ${uncounted.join(", ")}`] : []),
  ];
}

const VERDICTS: Readonly<Record<Years["verdict"], string>> = {
  met: "met",
  risk: "not sure",
  missed: "missed",
  told: "nothing is promised",
};

/** `99.953 %`: as many digits as tell the years apart. */
const share = (value: number): string => `${Number((value * 100).toFixed(value > 0.999 ? 4 : 2))} %`;
