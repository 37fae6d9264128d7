import { type Change, withInputs, withMore } from "../../../../policies/change-sample";
import { noAddressByInstance } from "../../../../policies/rules/small/no-address-by-instance";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const address = (inputs: object = {}): Change => withMore({ type: TYPES.eip, name: "address", inputs: { ...inputs } });
const toAddress = withInputs("www", { type: "A", records: [ref("address")] });

describeRule(noAddressByInstance, {
  rows: [
    ["an address of an instance", [address({ instance: ref("pet") }), toAddress], "fail", /leads to .* \(pet\)/],
    [
      "an address by an association",
      [
        address(),
        withMore({
          type: TYPES.eipAssociation,
          name: "tie",
          inputs: { allocationId: ref("address"), instanceId: ref("pet") },
        }),
        toAddress,
      ],
      "fail",
    ],
    ["an address of something else", [address(), toAddress], "pass"],
    ["a written address", withInputs("www", { type: "A", records: ["192.0.2.4"] }), "pass"],
    [
      "a rule that lets an instance in",
      withMore({ type: TYPES.ingressRule, name: "in", inputs: { cidrIpv4: ref("pet") } }),
      "fail",
      /lets in .* \(pet\)/,
    ],
    [
      "a rule of a group's own",
      withMore({ type: TYPES.securityGroup, name: "sg", inputs: { ingress: [{ cidrBlocks: [ref("pet")] }] } }),
      "fail",
    ],
    [
      "a name at Cloudflare",
      withMore({ type: TYPES.cloudflareRecord, name: "out", inputs: { type: "A", content: ref("pet") } }),
      "fail",
    ],
    ["an alias", withInputs("www", { records: undefined, aliases: [{ name: ref("entry") }] }), "does not apply"],
  ],
});
