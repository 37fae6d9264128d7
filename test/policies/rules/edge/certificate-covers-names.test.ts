import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { certificateCoversNames } from "../../../../policies/rules/edge/certificate-covers-names";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const another = (name: string, records: readonly string[]) => ({
  type: TYPES.record,
  name,
  inputs: { name, type: "CNAME", records },
});

describeRule(certificateCoversNames, {
  rows: [
    [
      "a star covers one label only",
      withInputs("record", { name: "a.eu.origin.example.com" }),
      "fail",
      /reached as a.eu.origin.example.com/,
    ],
    [
      "a name that leads there through another",
      withMore(another("shop.example.net", ["eu.origin.example.com"])),
      "fail",
      /shop.example.net/,
    ],
    [
      "a name that only other records lead to is asked for by nobody",
      [
        withMore(another("www.origin.example.com", ["a.b.example.net"])),
        withInputs("record", { name: "a.b.example.net" }),
      ],
      "pass",
    ],
    [
      "one more certificate of the listener",
      [
        withInputs("record", { name: "shop.example.net" }),
        withMore(
          { type: TYPES.certificate, name: "more", inputs: { domainName: "shop.example.net" } },
          {
            type: TYPES.listenerCertificate,
            name: "added",
            inputs: { listenerArn: ref("https"), certificateArn: ref("more") },
          },
        ),
      ],
      "pass",
    ],
    ["names that are not known", withInputs("certificate", { subjectAlternativeNames: UNKNOWN }), "unknown"],
    ["a certificate that was imported", withInputs("certificate", { domainName: undefined }), "unknown"],
    ["no listener that needs one", withInputs("https", { protocol: "HTTP" }), "does not apply"],
    ["no name leads there", without("record"), "does not apply"],
    [
      "a distribution's own names",
      withMore({
        type: TYPES.distribution,
        name: "cdn",
        inputs: { aliases: ["www.example.com"], viewerCertificate: { acmCertificateArn: ref("certificate") } },
      }),
      "fail",
      /www.example.com/,
    ],
  ],
});
