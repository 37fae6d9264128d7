import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs } from "../../../../policies/change-sample";
import { clusterLogs } from "../../../../policies/rules/obs/cluster-logs";
import { describeRule } from "../../support";

const logs = (enabledClusterLogTypes: unknown) => withInputs("services", { enabledClusterLogTypes });

describeRule(clusterLogs, {
  rows: [
    ["none", logs([]), "fail", /writes no logs/],
    ["some", logs(["audit", "api", "authenticator"]), "fail", /of controllerManager, scheduler$/],
    ["all, in another order", logs(["scheduler", "controllerManager", "authenticator", "audit", "api"]), "pass"],
    ["not known", logs(UNKNOWN), "unknown", /enabledClusterLogTypes/],
    ["one that is not known", logs(["audit", UNKNOWN]), "unknown"],
  ],
});
