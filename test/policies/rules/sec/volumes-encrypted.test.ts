import { readCloudFormationValue } from "../../../../blueprints/graph/readers/cloudformation";
import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore } from "../../../../policies/change-sample";
import { evaluate } from "../../../../policies/evaluate";
import { volumesEncrypted } from "../../../../policies/rules/sec/volumes-encrypted";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { World } from "../../../../policies/world/world";
import { describeRule } from "../../support";

const more = (type: string, inputs: Record<string, unknown>, region = "eu-west-1") =>
  withMore({ type, name: "more", region, inputs });
const disks = (...blockDeviceMappings: readonly unknown[]) => withInputs("web", { blockDeviceMappings });
const plain = withInputs("data", { encrypted: false });

describeRule(volumesEncrypted, {
  rows: [
    ["a volume in the clear", plain, "fail", /is not encrypted/],
    ["a volume in the clear, encrypted by default", [plain, more(TYPES.volumeEncryptionDefault, {})], "pass"],
    ["the default is off", [plain, more(TYPES.volumeEncryptionDefault, { enabled: false })], "fail"],
    ["the default of another region", [plain, more(TYPES.volumeEncryptionDefault, {}, "us-east-1")], "fail"],
    ["a volume of which it is not known", withInputs("data", { encrypted: UNKNOWN }), "unknown", /encrypted of data/],
    [
      "a volume from a snapshot",
      withInputs("data", { encrypted: undefined, snapshotId: "snap-1" }),
      "unknown",
      /snapshotId/,
    ],
    ["a template without disks", disks(), "fail", /nothing encrypts/],
    ["a template with one in the clear", disks({ ebs: { encrypted: "true" } }, { ebs: { volumeSize: 8 } }), "fail"],
    [
      "a template with an instance's own disk",
      disks({ ebs: { encrypted: true } }, { virtualName: "ephemeral0" }),
      "pass",
    ],
    ["a template's disks that are not known", disks({ ebs: { encrypted: UNKNOWN } }), "unknown"],
    ["an instance", more(TYPES.instance, { rootBlockDevice: { encrypted: true } }), "pass"],
    ["an instance without a word", more(TYPES.instance, {}), "fail"],
    [
      "an instance with a second disk in the clear",
      more(TYPES.instance, { rootBlockDevice: { encrypted: true }, ebsBlockDevices: [{ deviceName: "/dev/sdb" }] }),
      "fail",
    ],
    ["an instance of the template", more(TYPES.instance, { launchTemplate: { id: ref("web") } }), "pass"],
    [
      "a launch configuration of CloudFormation",
      more(TYPES.launchConfiguration, {
        blockDeviceMappings: [{ ebs: { encrypted: true } }, { virtualName: "ephemeral0" }],
      }),
      "pass",
    ],
    ["a launch configuration", more(TYPES.launchConfiguration, { rootBlockDevice: { encrypted: false } }), "fail"],
  ],
});

test("CloudFormation lists an instance's root disk among all others", () => {
  const disks = (Encrypted: boolean) => ({
    Type: "AWS::EC2::Instance",
    Properties: { BlockDeviceMappings: [{ DeviceName: "/dev/xvda", Ebs: { Encrypted } }] },
  });
  const read = readCloudFormationValue({ Resources: { Good: disks(true), Bad: disks(false) } }, { file: "t.json" });
  if (!read.ok) throw new Error("the template is read");
  const judged = evaluate(new World(read.value, "scale"), [volumesEncrypted]);
  expect(judged.map(({ subject, verdict }) => [subject.name, verdict.verdict]).sort()).toEqual([
    ["Bad", "fail"],
    ["Good", "pass"],
  ]);
});
