import facts from "../../facts/alarms.json";
import { makePart, type PlanContext } from "../context";
import type { PartOf } from "../plan";

const { burnRate, errorPercentMaximum, errorsMinimum, lagSecondsMinimum, lagShareOfRpo } = facts.thresholds;
/** Over which errors are counted. */
const PERIOD_SECONDS = 300;

/** Alarms of a stack, measured by what the manifest promises. */
export function alarmsPart(plan: PlanContext): PartOf<"alarms"> {
  const { objectives, traffic, alerts } = plan.manifest;
  const share = Math.min((1 - objectives.availability) * burnRate.value, errorPercentMaximum.value / 100);
  const requests = (traffic.steadyRps / plan.regions.length) * PERIOD_SECONDS;
  const lag = "half of what may be lost, and never under what is usual";
  return makePart(
    "alarms",
    "alarms",
    plan.at("objectives"),
    {
      ...alerts,
      errorPercent: rounded(share * 100),
      errorCount: Math.max(errorsMinimum.value, Math.ceil(requests * share)),
      latencyP99Ms: objectives.latencyP99Ms,
      lagSeconds: Math.max(lagSecondsMinimum.value, rounded(objectives.rpoSeconds * lagShareOfRpo.value)),
    },
    {
      email: plan.at("alerts.email"),
      errorPercent: plan.derived("the rate that spends 2 % of a month's errors in an hour", "objectives.availability"),
      errorCount: plan.derived(
        "that rate of a region's steady requests in five minutes",
        "objectives.availability",
        "traffic.steady",
      ),
      latencyP99Ms: plan.at("objectives.latencyP99"),
      lagSeconds: plan.derived(lag, "objectives.rpo"),
    },
  );
}

const rounded = (number: number): number => Math.round(number * 1000) / 1000;
