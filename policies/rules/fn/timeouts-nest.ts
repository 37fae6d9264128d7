import { changed, withInputs } from "../../change-sample";
import { callsOf, timeoutOf } from "../../facts/functions";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";

/** What an API waits for a function, in ms, where it doesn't say [API Gateway quotas]. */
const DEFAULTS: Readonly<Record<string, number>> = {
  [TYPES.apiIntegration]: 30_000,
  [TYPES.restApiIntegration]: 29_000,
};
const compliant: Sample = {
  resources: [
    { type: TYPES.lambda, name: "api", inputs: { timeout: 20 } },
    { type: TYPES.apiIntegration, name: "front", inputs: { integrationUri: ref("api"), integrationType: "AWS_PROXY" } },
  ],
};

export const timeoutsNest = rule({
  id: "fn/timeouts-nest",
  title: "An API waits at least as long as the function behind it may run",
  scope: "stack",
  severity: perTier("warning", "error", "error", "error"),
  why: "Where the API gives up first the caller gets an error and tries again while the first run still works: under load the same work is done several times over, and its results are thrown away.",
  source:
    "API Gateway quotas (HTTP APIs 30 s, REST APIs 29 s), https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html; Builders' Library, timeouts and retries, https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/",
  fix: "lower the function's timeout below the integration's, or hand long work to a queue",
  types: [TYPES.lambda, TYPES.apiIntegration, TYPES.restApiIntegration],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("api", { timeout: 60 })) },
  subjects: (world) => world.all(TYPES.lambda),
  judge: (fn, world) =>
    callsOf(fn, world).flatMap(({ by }): Verdict[] => {
      const standard = DEFAULTS[by.type];
      if (standard === undefined) return [];
      const waits = (world.number(by, "timeoutMilliseconds") ?? standard) / 1000;
      const runs = timeoutOf(fn, world);
      if (runs <= waits) return [pass(by.name)];
      return [
        fail(`may run ${runs} s where ${by.name} waits ${waits} s`, { key: by.name, input: "timeout", related: [by] }),
      ];
    }),
});
