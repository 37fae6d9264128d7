import { changed, withInputs } from "../../change-sample";
import { membersOf } from "../../facts/balancers";
import { takesSpot } from "../../facts/spot";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { anyOf } from "../../world/any";

const compliant: Sample = {
  resources: [
    { type: TYPES.targetGroup, name: "targets", inputs: { port: 8080, deregistrationDelay: 60 } },
    {
      type: TYPES.group,
      name: "web",
      inputs: {
        minSize: 3,
        maxSize: 9,
        targetGroupArns: [ref("targets")],
        mixedInstancesPolicy: { instancesDistribution: { onDemandPercentageAboveBaseCapacity: 40 } },
      },
    },
  ],
};

/** [docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html#deregistration-delay] */
const DEFAULT_DELAY = 300;
/** [docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-instance-termination-notices.html] */
const SPOT_NOTICE = 120;

export const drainFits = rule({
  id: "small/drain-fits",
  title: "A target that leaves finishes its requests, within the time that it is given",
  scope: "stack",
  severity: perTier("none", "warning", "warning", "error"),
  why: "With no delay each scaling in and each deployment cuts requests that are under way. A delay beyond Spot's notice is a promise that the machine does not live to keep.",
  source:
    "Elastic Load Balancing, deregistration delay, https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html#deregistration-delay, and Spot interruption notices, https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-instance-termination-notices.html",
  fix: "set deregistrationDelay to the longest request, and on Spot to less than 120 s",
  types: [
    TYPES.targetGroup,
    TYPES.group,
    TYPES.groupAttachment,
    TYPES.launchTemplate,
    TYPES.ecsService,
    TYPES.eksNodeGroup,
  ],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("targets", { deregistrationDelay: undefined })) },
  subjects: (world) => world.all(TYPES.targetGroup),
  judge(targets, world) {
    // Functions are not drained.
    if (world.text(targets, "targetType") === "lambda") return undefined;
    const delay = world.number(targets, "deregistrationDelay") ?? DEFAULT_DELAY;
    const input = "deregistrationDelay";
    if (delay === 0) return fail("lets targets go at once, with the requests that they still answer", { input });
    if (delay <= SPOT_NOTICE) return pass();
    const members = membersOf(targets, world);
    if (!anyOf(members, (member) => takesSpot(member, world))) return pass();
    return fail(`waits ${delay} s for targets to finish, but Spot gives them ${SPOT_NOTICE} s`, {
      input,
      related: members,
    });
  },
});
