import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";

const certificate = {
  acmCertificateArn: "arn:aws:acm:us-east-1:111122223333:certificate/shop",
  sslSupportMethod: "sni-only",
};
const compliant: Sample = {
  resources: [
    {
      type: TYPES.distribution,
      name: "cdn",
      inputs: { enabled: true, viewerCertificate: { ...certificate, minimumProtocolVersion: "TLSv1.2_2021" } },
    },
  ],
};

/** Policies that begin at TLS 1.2 or later are named with it and the year that they were written [the source below]. */
const CURRENT = /^TLSv1\.[23]_\d{4}$/;

export const cdnTlsCurrent = rule({
  id: "sec/cdn-tls-current",
  title: "A distribution takes TLS 1.2 or later from viewers",
  scope: "resource",
  severity: perTier("warning", "warning", "error", "error"),
  why: "TLS 1.0 and 1.1 can be broken by who stands between, and a viewer may be talked down to the oldest that is taken.",
  source:
    "CloudFront Developer Guide, supported protocols and ciphers between viewers and CloudFront, https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html",
  fix: "serve a name and certificate of your own, and set viewerCertificate.minimumProtocolVersion to TLSv1.2_2021 or later",
  types: [TYPES.distribution],
  elsewhere: [
    { tool: "checkov", id: "CKV_AWS_174" },
    { tool: "cdk-nag", id: "AwsSolutions-CFR4" },
    { tool: "trivy", id: "AWS-0013" },
  ],
  example: { compliant, failing: changed(compliant, withInputs("cdn", { viewerCertificate: certificate })) },
  subjects: (world) => world.all(TYPES.distribution),
  judge(distribution, world) {
    // One that is off takes nothing from anybody.
    if (world.flag(distribution, "enabled") === false) return undefined;
    const [input, least] = ["viewerCertificate", "viewerCertificate.minimumProtocolVersion"];
    if (
      world.flag(distribution, `${input}.cloudfrontDefaultCertificate`) === true ||
      !(world.has(distribution, `${input}.acmCertificateArn`) || world.has(distribution, `${input}.iamCertificateId`))
    )
      return fail("serves with CloudFront's own certificate, which takes TLS 1.0", { input });
    const written = world.text(distribution, least);
    if (written !== undefined && CURRENT.test(written)) return pass();
    return fail(`takes ${written ?? "TLSv1, where nothing else is written,"} from viewers where TLS 1.2 is needed`, {
      input: least,
    });
  },
});
