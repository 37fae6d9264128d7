import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";
import { allOf } from "../../world/any";
import { unseen } from "../../world/unseen";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    { type: TYPES.volume, name: "data", inputs: { size: 100, encrypted: true } },
    {
      type: TYPES.launchTemplate,
      name: "web",
      inputs: { blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { encrypted: "true" } }] },
    },
  ],
};

export const volumesEncrypted = rule({
  id: "sec/volumes-encrypted",
  title: "Volumes are encrypted, by themselves or by the account's default for the region",
  scope: "stack",
  severity: perTier("warning", "warning", "error", "error"),
  why: "A snapshot that is shared by mistake, or a disk that leaves a data centre, shows everything. Encryption cannot be switched on later: it takes a copy of the volume.",
  source:
    "Amazon EBS user guide, encryption by default, https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html; Security Hub controls EC2.3 and EC2.7",
  fix: "switch encryption by default on for the region, or encrypt each volume",
  types: [TYPES.volume, TYPES.instance, TYPES.launchTemplate, TYPES.launchConfiguration, TYPES.volumeEncryptionDefault],
  elsewhere: [
    { tool: "checkov", id: "CKV_AWS_3", note: "doesn't see the account's default" },
    { tool: "checkov", id: "CKV_AWS_8", note: "doesn't see the account's default" },
    { tool: "cdk-nag", id: "AwsSolutions-EC26", note: "doesn't see the account's default" },
    { tool: "security-hub", id: "EC2.3" },
    { tool: "security-hub", id: "EC2.7" },
    { tool: "trivy", id: "AWS-0026" },
  ],
  example: { compliant, failing: changed(compliant, withInputs("data", { encrypted: undefined })) },
  subjects: (world) => world.all(...Object.keys(DISKS)),
  judge(subject, world) {
    if (byDefault(subject, world)) return pass();
    if (subject.type !== TYPES.volume && usesTemplate(subject, world)) return undefined;
    const disks = disksOf(subject, world);
    if (allOf(disks, ([input, path]) => isEncrypted(subject, input, path, world))) return pass();
    return fail(subject.type === TYPES.volume ? "is not encrypted" : "starts with disks that nothing encrypts", {
      input: disks[0]?.[0] ?? "encrypted",
    });
  },
});

/** Lists of disks, and where each of their items says it; the volume says it of itself. */
const DISKS: Readonly<Record<string, readonly (readonly [input: string, path: string])[]>> = {
  [TYPES.volume]: [["encrypted", ""]],
  [TYPES.instance]: [
    ["rootBlockDevice", "encrypted"],
    ["ebsBlockDevices", "encrypted"],
  ],
  [TYPES.launchConfiguration]: [
    ["rootBlockDevice", "encrypted"],
    ["ebsBlockDevices", "encrypted"],
  ],
  [TYPES.launchTemplate]: [["blockDeviceMappings", "ebs.encrypted"]],
};

/** CloudFormation has one list for all disks, the root's among them. */
function disksOf(subject: GraphResource, world: World): readonly (readonly [input: string, path: string])[] {
  if (subject.type === TYPES.launchConfiguration && world.has(subject, "blockDeviceMappings"))
    return [["blockDeviceMappings", "ebs.encrypted"]];
  const written = subject.id.startsWith("cloudformation::") && world.has(subject, "ebsBlockDevices");
  const all = DISKS[subject.type] ?? [];
  return written ? all.filter(([input]) => input === "ebsBlockDevices") : all;
}

/** A root disk that is not written is as its image has it, which nothing here shows to be encrypted; other lists may be empty. */
function isEncrypted(subject: GraphResource, input: string, path: string, world: World): boolean {
  if (path === "") {
    const own = world.flag(subject, input);
    // What is made from a snapshot is encrypted where the snapshot is.
    if (own === undefined && world.has(subject, "snapshotId")) throw unseen(subject, "snapshotId");
    return own === true;
  }
  const written = world.list(subject, input);
  if (written.length === 0) return input === "ebsBlockDevices";
  return written.every((_, at) => {
    const own = Array.isArray(world.peek(subject, input)) ? `${input}[${at}]` : input;
    // What is named without a disk of its own (an instance store) has nothing to encrypt.
    if (path.startsWith("ebs.") && !world.has(subject, `${own}.ebs`)) return true;
    return world.flag(subject, `${own}.${path}`) === true;
  });
}

/** An instance from a template has the template's disks where it writes none. */
const usesTemplate = (subject: GraphResource, world: World): boolean =>
  subject.type === TYPES.instance && world.has(subject, "launchTemplate") && !world.has(subject, "rootBlockDevice");

const byDefault = ({ region }: GraphResource, world: World): boolean =>
  world.all(TYPES.volumeEncryptionDefault).some((one) => one.region === region && (world.flag(one, "enabled") ?? true));
