import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { recoveryTools, remoteCalls } from "../../facts/recovery-path";
import { fail, pass, perTier, rule } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

const calling = (resource: string): string =>
  JSON.stringify({ StartAt: "Move", States: { Move: { Type: "Task", Resource: resource, End: true } } });
const compliant: Sample = {
  resources: [
    {
      type: TYPES.stateMachine,
      name: "failover",
      inputs: { definition: calling("arn:aws:states:::aws-sdk:route53recoverycluster:updateRoutingControlState") },
    },
  ],
};

export const noRemoteControlPlane = rule({
  id: "res/no-remote-control-plane",
  title: "Recovery calls no control plane that lives in one region",
  scope: "environment",
  severity: perTier("none", "none", "warning", "error"),
  why: "IAM, Route 53, CloudFront, Organizations and Global Accelerator are changed through one region. A runbook that needs one of them stops with that region; data planes (health checks, routing control states, replicas) go on.",
  source:
    "AWS Fault Isolation Boundaries, appendix A, https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/appendix-a---partitional-service-guidance.html",
  fix: "make roles, records and distributions beforehand, and move traffic by health checks or routing control states",
  types: [TYPES.stateMachine, TYPES.lambda, TYPES.regionSwitchPlan, TYPES.role, TYPES.rolePolicy, TYPES.policy],
  elsewhere: [],
  example: {
    compliant,
    failing: changed(
      compliant,
      withInputs("failover", { definition: calling("arn:aws:states:::aws-sdk:route53:changeResourceRecordSets") }),
    ),
  },
  subjects: (world) => recoveryTools(world),
  judge(tool, world) {
    const calls = textsOf(tool, world).flatMap(remoteCalls);
    const [first] = calls;
    if (!first) return pass();
    const actions = [...new Set(calls.map(({ action }) => action))].join(", ");
    return fail(`needs ${actions}, which is answered in ${first.region} only`, {
      input: tool.type === TYPES.stateMachine ? "definition" : "role",
    });
  },
});

/** What it does by its definition, and what its role allows it to do. */
function textsOf(tool: GraphResource, world: World): readonly string[] {
  const own = tool.type === TYPES.stateMachine ? [world.text(tool, "definition") ?? ""] : [];
  const workflows = tool.type === TYPES.regionSwitchPlan ? [JSON.stringify(world.value(tool, "workflows") ?? [])] : [];
  const roles = world.referred(tool, TYPES.role);
  const inline = roles.flatMap((role) => world.referrers(role, [TYPES.rolePolicy], "role"));
  const attached = roles
    .flatMap((role) => world.referrers(role, [TYPES.rolePolicyAttachment], "role"))
    .flatMap((attachment) => world.referred(attachment, TYPES.policy));
  return [...own, ...workflows, ...[...inline, ...attached].map((policy) => world.text(policy, "policy") ?? "")];
}
