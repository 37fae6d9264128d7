import { changed, withInputs } from "../../change-sample";
import { zonesBehind } from "../../facts/zones";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";

const subnet = (zone: string) => ({
  type: TYPES.subnet,
  name: `subnet-${zone}`,
  inputs: { availabilityZone: `eu-west-1${zone}` },
});
const compliant: Sample = {
  resources: [
    subnet("a"),
    subnet("b"),
    {
      type: TYPES.lambda,
      name: "worker",
      inputs: { vpcConfig: { subnetIds: [ref("subnet-a"), ref("subnet-b")], securityGroupIds: ["sg-1"] } },
    },
  ],
};

export const vpcSpansZones = rule({
  id: "fn/vpc-spans-zones",
  title: "A function inside a network has subnets in two zones",
  scope: "stack",
  severity: perTier("warning", "error", "error", "error"),
  why: "A function runs in every zone by itself; given subnets of one zone it is gone when that zone is.",
  source:
    "AWS Security Hub control Lambda.5, https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html#lambda-5",
  fix: "give the function a subnet in each zone",
  types: [TYPES.lambda, TYPES.subnet],
  elsewhere: [
    { tool: "security-hub", id: "Lambda.5" },
    { tool: "prowler", id: "awslambda_function_vpc_multi_az" },
  ],
  example: { compliant, failing: changed(compliant, withInputs("subnet-b", { availabilityZone: "eu-west-1a" })) },
  subjects: (world) => world.all(TYPES.lambda).filter((fn) => world.has(fn, "vpcConfig.subnetIds")),
  judge(fn, world) {
    // The graph has edges by top-level input only; the list of subnets says how many there must be.
    const zones = zonesBehind(fn, "vpcConfig.subnetIds", world);
    if (zones.length >= 2) return pass();
    return fail(`is in one zone (${zones.join(", ")}) where two are needed`, { input: "vpcConfig.subnetIds" });
  },
});
