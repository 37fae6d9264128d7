import { UNKNOWN } from "../../../../blueprints/graph/values";
import { type Change, withInputs, withMore, without } from "../../../../policies/change-sample";
import { noStateOnDisk } from "../../../../policies/rules/small/no-state-on-disk";
import { ref } from "../../../../policies/sample";
import { describeRule } from "../../support";

const kept = (deleteOnTermination: unknown): Change =>
  withInputs("template", { blockDeviceMappings: [{ deviceName: "/dev/sdf", ebs: { deleteOnTermination } }] });
const old = (deleteOnTermination: boolean): readonly Change[] => [
  withInputs("web", { launchTemplate: undefined, launchConfiguration: "old" }),
  withMore({
    type: "aws:ec2/launchConfiguration:LaunchConfiguration",
    name: "old",
    inputs: { name: "old", ebsBlockDevices: [{ deviceName: "/dev/sdg", deleteOnTermination }] },
  }),
  withInputs("web", { launchConfiguration: ref("old") }),
];

describeRule(noStateOnDisk, {
  rows: [
    ["as a text, from a state", kept("false"), "fail", /\/dev\/sdf of template/],
    ["goes with its instance", kept(true), "pass"],
    ["no volumes written", withInputs("template", { blockDeviceMappings: undefined }), "pass"],
    ["not known", kept(UNKNOWN), "unknown", /deleteOnTermination of template/],
    [
      "by a policy of mixed instances",
      [
        kept(false),
        withInputs("web", {
          launchTemplate: undefined,
          mixedInstancesPolicy: {
            launchTemplate: { launchTemplateSpecification: { launchTemplateId: ref("template") } },
          },
        }),
      ],
      "fail",
    ],
    ["a launch configuration", old(true), "pass"],
    ["a launch configuration that keeps", old(false), "fail", /\/dev\/sdg of old/],
    [
      "a template that was not read",
      withInputs("web", { launchTemplate: { id: "lt-1" } }),
      "unknown",
      /launchTemplate/,
    ],
    ["no group", without("web"), "does not apply"],
  ],
});
