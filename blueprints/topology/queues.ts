import facts from "../facts/recovery.json";
import type { GraphResource } from "../graph/graph";
import { TYPES } from "../graph/types";
import { isRecord } from "../graph/values";
import type { Reader } from "./reader";
import type { ErrorAlarm, Queue, Setting } from "./topology";

const { defaults } = facts;

/** Queues, with when they set a message aside. Dead-letter queues are left out: nobody waits for them. */
export function queuesOf(reader: Reader): readonly Queue[] {
  const all = reader.view.ofType(TYPES.queue);
  const carriers = carriersOf(reader);
  const dead = new Set(carriers.flatMap((each) => reader.linked(each, "redrivePolicy", TYPES.queue)));
  return all
    .filter((queue) => !dead.has(queue))
    .map((queue) => {
      const receives = receivesOf(queue, carriers, reader);
      return {
        name: queue.name,
        region: queue.region ?? "unknown region",
        fifo: reader.flag(queue, "fifoQueue"),
        visibility: reader.setting(
          "queue.visibilityTimeoutSeconds",
          queue,
          "visibilityTimeoutSeconds",
          defaults.visibility.value,
        ),
        retention: reader.setting(
          "queue.messageRetentionSeconds",
          queue,
          "messageRetentionSeconds",
          defaults.retention.value,
        ),
        ...(receives && { receives }),
      };
    });
}

/** What has a policy that sets messages aside: queues, or policies of their own. */
export const carriersOf = (reader: Reader): readonly GraphResource[] =>
  reader.view.ofType(TYPES.queue, TYPES.queueRedrive).filter((each) => reader.has(each, "redrivePolicy"));

/** Times that a message is taken until it is set aside; undefined where none ever is. The policy is JSON in a text, or a mapping. */
export function receivesOf(
  queue: GraphResource,
  carriers: readonly GraphResource[],
  reader: Reader,
): Setting | undefined {
  const carrier = carriers.find((each) => each === queue || reader.linked(each, "queueUrl", TYPES.queue)[0] === queue);
  if (!carrier) return undefined;
  const base = { setting: "queue.maxReceiveCount", resource: carrier.name };
  const policy = parsed(reader.value(carrier, "redrivePolicy"));
  const count = isRecord(policy) ? Number(policy.maxReceiveCount) : Number.NaN;
  if (Number.isFinite(count)) return { ...base, value: count, origin: "written" };
  reader.note("redrivePolicy", carrier);
  return { ...base, origin: "unknown" };
}

function parsed(policy: unknown): unknown {
  if (typeof policy !== "string") return policy;
  try {
    return JSON.parse(policy);
  } catch {
    return undefined;
  }
}

const ERRORS = /5XX|error|fault|latency|ResponseTime|Duration/i;

/** Alarms that tell people of errors or slowness of what serves. */
export const alarmsOf = (reader: Reader): readonly ErrorAlarm[] =>
  reader.view.ofType(TYPES.alarm).flatMap((alarm): ErrorAlarm | [] => {
    const queries = reader.list(alarm, "metricQueries");
    const at = queries.findIndex((query) => isRecord(query) && isRecord(query.metric));
    const base = at === -1 ? "" : `metricQueries.${at}.metric.`;
    const metric = reader.text(alarm, `${base}metricName`) ?? "";
    if (!ERRORS.test(metric) || !reader.has(alarm, "alarmActions")) return [];
    const period = reader.setting("alarm.period", alarm, `${base}period`, defaults.alarmPeriod.value);
    const path = reader.has(alarm, "datapointsToAlarm") ? "datapointsToAlarm" : "evaluationPeriods";
    return {
      name: alarm.name,
      region: alarm.region ?? "unknown region",
      period,
      datapoints: reader.setting(`alarm.${path}`, alarm, path, 1),
    };
  });
