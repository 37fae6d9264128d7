import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { unseen } from "../../world/unseen";
import type { World } from "../../world/world";

const disk = (ebs: object) => [{ deviceName: "/dev/sdf", ebs: { volumeSize: 100, ...ebs } }];

const compliant: Sample = {
  resources: [
    { type: TYPES.launchTemplate, name: "template", inputs: { blockDeviceMappings: disk({}) } },
    { type: TYPES.group, name: "web", inputs: { launchTemplate: { id: ref("template") } } },
  ],
};

const LAUNCH_CONFIGURATION = "aws:ec2/launchConfiguration:LaunchConfiguration";

export const noStateOnDisk = rule({
  id: "small/no-state-on-disk",
  title: "Members of a group keep nothing on volumes that outlive them",
  scope: "stack",
  severity: perTier("info", "warning", "error", "error"),
  why: "A volume that stays when its instance goes holds what no other instance has: it is lost to the service, and costs on. Members that keep nothing can be replaced at any time.",
  source:
    "Well-Architected, REL05-BP07 make systems stateless where possible, https://docs.aws.amazon.com/wellarchitected/latest/framework/rel_mitigate_interaction_failure_stateless.html",
  fix: "let the volume go with its instance (deleteOnTermination), and keep data in a store",
  types: [TYPES.group, TYPES.launchTemplate],
  elsewhere: [],
  example: {
    compliant,
    failing: changed(compliant, withInputs("template", { blockDeviceMappings: disk({ deleteOnTermination: false }) })),
  },
  subjects: (world) => world.all(TYPES.group),
  judge(group, world) {
    const inputs = ["launchTemplate", "mixedInstancesPolicy", "launchConfiguration"].filter((each) =>
      world.has(group, each),
    );
    const templates = inputs.flatMap((input) => world.linked(group, input, TYPES.launchTemplate, LAUNCH_CONFIGURATION));
    for (const template of templates) {
      const kept = keptOn(template, world);
      if (kept !== undefined)
        return fail(`leaves a volume of each member behind (${kept} of ${template.name})`, { related: [template] });
    }
    if (templates.length === 0) throw unseen(group, inputs[0] ?? "launchTemplate");
    return pass();
  },
});

/** The device of a volume that outlives its instance; by default it doesn't [EC2 API, EbsBlockDevice]. */
function keptOn(template: GraphResource, world: World): string | undefined {
  const [list, below]: readonly [string, string] =
    template.type === LAUNCH_CONFIGURATION ? ["ebsBlockDevices", ""] : ["blockDeviceMappings", "ebs."];
  for (const at of world.list(template, list).keys())
    if (world.flag(template, `${list}[${at}].${below}deleteOnTermination`) === false)
      return world.text(template, `${list}[${at}].deviceName`) ?? "a device";
  return undefined;
}
