import { changed, without } from "../../change-sample";
import { zoneOf, zonesOfGroup } from "../../facts/zones";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";

const zones = ["a", "b"];
const compliant: Sample = {
  resources: [
    { type: TYPES.fileSystem, name: "media" },
    ...zones.map((zone) => ({
      type: TYPES.subnet,
      name: `subnet-${zone}`,
      inputs: { availabilityZone: `eu-west-1${zone}` },
    })),
    ...zones.map((zone) => ({
      type: TYPES.mountTarget,
      name: `mount-${zone}`,
      inputs: { fileSystemId: ref("media"), subnetId: ref(`subnet-${zone}`) },
    })),
  ],
};

export const mountTargetPerZone = rule({
  id: "store/mount-target-per-zone",
  title: "A file system has a mount target in each zone that has clients, and in two at least",
  scope: "stack",
  severity: perTier("warning", "error", "error", "error"),
  why: "Clients without a mount target in their zone reach the files through another: they lose them when that zone goes, and pay for the way there.",
  source:
    "Creating mount targets (one in each zone is recommended), https://docs.aws.amazon.com/efs/latest/ug/accessing-fs.html",
  fix: "make a mount target in a subnet of each zone",
  types: [TYPES.fileSystem, TYPES.mountTarget, TYPES.subnet, TYPES.group],
  elsewhere: [{ tool: "prowler", id: "efs_multi_az_enabled", note: "counts mount targets, not clients' zones" }],
  example: { compliant, failing: changed(compliant, without("mount-b")) },
  subjects: (world) => world.all(TYPES.fileSystem),
  judge(fileSystem, world) {
    const targets = world.referrers(fileSystem, [TYPES.mountTarget], "fileSystemId");
    // Nobody mounts one without targets.
    if (targets.length === 0) return undefined;
    // A One Zone file system has its data in one zone whatever its targets.
    if (world.has(fileSystem, "availabilityZoneName"))
      return fail(`keeps its data in one zone (${world.text(fileSystem, "availabilityZoneName")})`, {
        input: "availabilityZoneName",
      });
    const there = new Set(
      targets
        .flatMap((target) => world.follow(target, "subnetId", TYPES.subnet))
        .map((subnet) => zoneOf(subnet, world)),
    );
    if (there.size < 2) return fail(`has mount targets in one zone (${[...there].join()})`);
    const clients = world
      .referrers(fileSystem, [TYPES.launchTemplate])
      .flatMap((template) => world.referrers(template, [TYPES.group]));
    const lacking = [...new Set(clients.flatMap((group) => zonesOfGroup(group, world)))].filter(
      (zone) => !there.has(zone),
    );
    return lacking.length === 0 ? pass() : fail(`has clients but no mount target in ${lacking.join(", ")}`);
  },
});
