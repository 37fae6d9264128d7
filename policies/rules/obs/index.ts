import type { Rule } from "../../rule";
import { accessLogs } from "./access-logs";
import { alarmActs } from "./alarm-acts";
import { alarmSaysMissingData } from "./alarm-says-missing-data";
import { alarmWatchesSomething } from "./alarm-watches-something";
import { clusterLogs } from "./cluster-logs";
import { everyPartWatched } from "./every-part-watched";
import { exportedLogsExpire } from "./exported-logs-expire";
import { firewallIsWatched } from "./firewall-is-watched";
import { healthCheckCanReadAlarm } from "./health-check-can-read-alarm";
import { lagAlarmPerLink } from "./lag-alarm-per-link";
import { logsExpire } from "./logs-expire";
import { networkFlowLogs } from "./network-flow-logs";
import { probeFromElsewhere } from "./probe-from-elsewhere";
import { signalsWatched } from "./signals-watched";

export const obsRules: readonly Rule[] = [
  alarmWatchesSomething,
  networkFlowLogs,
  accessLogs,
  clusterLogs,
  firewallIsWatched,
  alarmActs,
  alarmSaysMissingData,
  everyPartWatched,
  healthCheckCanReadAlarm,
  lagAlarmPerLink,
  logsExpire,
  probeFromElsewhere,
  signalsWatched,
  exportedLogsExpire,
];
