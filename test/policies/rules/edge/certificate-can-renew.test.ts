import { UNKNOWN } from "../../../../blueprints/graph/values";
import { declaring, withInputs, withMore, without } from "../../../../policies/change-sample";
import { certificateCanRenew } from "../../../../policies/rules/edge/certificate-can-renew";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const none = without("proof-0", "proof-1");
const zone = withMore({ type: TYPES.zone, name: "zone", inputs: { name: "example.com" } });
const whole = declaring({ regions: ["eu-west-1"] });

describeRule(certificateCanRenew, {
  rows: [
    ["proved by mail", withInputs("certificate", { validationMethod: "EMAIL" }), "does not apply"],
    [
      "a name and its wildcard",
      [withInputs("certificate", { subjectAlternativeNames: ["*.example.com"] }), without("proof-1")],
      "pass",
    ],
    [
      "a record that may be it",
      [without("proof-1"), withMore({ type: TYPES.record, name: "stray", inputs: { records: UNKNOWN } })],
      "does not apply",
    ],
    ["names that are not known", withInputs("certificate", { subjectAlternativeNames: UNKNOWN }), "unknown"],
    ["none, of a part of a system", [none, zone], "does not apply"],
    ["none, in a zone of somebody else", [none, whole], "does not apply"],
    ["none, in a zone of a whole system", [none, zone, whole], "fail", /proves example.com, api.example.com/],
    [
      "proved for another certificate",
      [
        none,
        zone,
        whole,
        withMore(
          { type: TYPES.certificate, name: "other", inputs: { domainName: "example.com", validationMethod: "DNS" } },
          { type: TYPES.record, name: "proof", inputs: { name: ref("other"), type: "CNAME", records: [ref("other")] } },
        ),
        withInputs("certificate", { subjectAlternativeNames: ["*.example.com"] }),
      ],
      "pass",
    ],
  ],
});
