import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { routingOf } from "../../facts/dns";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    { type: TYPES.zone, name: "zone", inputs: { name: "example.com", enableAcceleratedRecovery: true } },
    {
      type: TYPES.record,
      name: "by-hand",
      inputs: {
        zoneId: ref("zone"),
        name: "www.example.com",
        type: "CNAME",
        setIdentifier: "eu",
        weightedRoutingPolicies: [{ weight: 100 }],
        ttl: 60,
        records: ["eu.example.com"],
      },
    },
  ],
  declared: { rtoSeconds: 7200 },
};

/** Until records can be edited again after the control plane's region is impaired. */
const MINUTES = 60;

export const acceleratedRecovery = rule({
  id: "edge/accelerated-recovery",
  title: "Where recovery edits records, the zone has accelerated recovery and the objective allows its 60 minutes",
  scope: "stack",
  severity: perTier("none", "none", "warning", "warning"),
  why: "Route 53's control plane is in us-east-1: while that region is impaired nobody can edit a record, and a recovery that has to is stuck. Accelerated recovery ends that within about 60 minutes.",
  source:
    "Route 53 Developer Guide, accelerated recovery, https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/accelerated-recovery.html",
  fix: "let health checks or routing controls move the traffic; where records must be edited, set enableAcceleratedRecovery",
  types: [TYPES.zone, TYPES.record, TYPES.regionSwitchPlan],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("zone", { enableAcceleratedRecovery: false })) },
  // Private zones cannot have it.
  subjects: (world) => world.all(TYPES.zone).filter((zone) => !world.has(zone, "vpcs")),
  judge(zone, world) {
    const edited = editedIn(zone, world);
    if (edited.length === 0) return undefined;
    const what = edited[0]?.name ?? "";
    if (world.flag(zone, "enableAcceleratedRecovery") !== true)
      return fail(`has records that recovery edits (${what}) and no accelerated recovery`, {
        input: "enableAcceleratedRecovery",
        related: edited,
      });
    const objective = world.declared("rtoSeconds");
    if (objective >= MINUTES * 60) return pass();
    return fail(
      `has records that recovery edits (${what}): that may wait ${MINUTES} min, where recovery may take ${objective} s`,
      {
        related: edited,
      },
    );
  },
});

/** Records that nothing but an edit moves: weights and failovers without any health. */
const editedIn = (zone: GraphResource, world: World): readonly GraphResource[] =>
  world
    .referrers(zone, [TYPES.record], "zoneId")
    .filter((record) => ["weighted", "failover"].includes(routingOf(record, world) ?? ""))
    .filter((record) => world.text(record, "failoverRoutingPolicies[0].type") !== "SECONDARY")
    .filter(
      (record) => !world.has(record, "healthCheckId") && world.flag(record, "aliases[0].evaluateTargetHealth") !== true,
    );
