import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { reservedOf } from "../../facts/functions";
import { fail, pass, perTier, rule, unknown, type Verdict } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

/** Lambda's concurrent executions [Service Quotas]; 1,000 by default, and 100 must stay unreserved. */
const QUOTA = "L-B99A9384";
const DEFAULT = 1000;
const SHARED = 100;

const compliant: Sample = {
  resources: [
    { type: TYPES.lambda, name: "worker", inputs: { reservedConcurrentExecutions: 900 } },
    { type: TYPES.lambda, name: "api", inputs: {} },
    {
      type: TYPES.serviceQuota,
      name: "executions",
      inputs: { serviceCode: "lambda", quotaCode: QUOTA, value: 1000 },
    },
  ],
};

export const concurrencyBudget = rule({
  id: "fn/concurrency-budget",
  title: "Reservations in a region leave the functions without one at least 100 executions",
  scope: "environment",
  severity: perTier("none", "warning", "error", "error"),
  why: "A reservation takes from the pool that all other functions of the account share, used or not. Lambda refuses the one that leaves fewer than 100: a deploy fails half-way, or a new region can't come up.",
  source:
    "Lambda, reserved concurrency, https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html; quotas, https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
  fix: "lower the reservations, or raise the quota of concurrent executions first",
  types: [TYPES.lambda, TYPES.serviceQuota],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("worker", { reservedConcurrentExecutions: 901 })) },
  subjects: (world) => (world.all(TYPES.lambda).some((fn) => isReserved(fn, world)) ? [world.environment] : []),
  judge(_, world): readonly Verdict[] {
    const regions = [...new Set(world.all(TYPES.lambda).map(({ region }) => region ?? ""))];
    return regions.map((key) => {
      const functions = world.all(TYPES.lambda).filter(({ region }) => (region ?? "") === key);
      const reserved = functions.reduce((sum, fn) => sum + (reservedOf(fn, world) ?? 0), 0);
      const quota = world
        .all(TYPES.serviceQuota)
        .find((each) => (each.region ?? "") === key && world.text(each, "quotaCode") === QUOTA);
      const limit = quota ? (world.number(quota, "value") ?? DEFAULT) : DEFAULT;
      if (limit - reserved >= SHARED) return pass(key);
      // An account's quota may have been raised by hand.
      if (!quota) return unknown(`the quota of Lambda executions in ${key}: ${reserved} are reserved`, { key });
      return fail(`reserves ${reserved} of ${limit} executions in ${key}, where ${SHARED} must stay shared`, { key });
    });
  },
});

/** States write -1 where nothing is reserved. An unknown reservation is one. */
const isReserved = (fn: GraphResource, world: World): boolean =>
  world.has(fn, "reservedConcurrentExecutions") && !(Number(world.peek(fn, "reservedConcurrentExecutions")) < 0);
