import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withResource } from "../../change-sample";
import { certificateAt } from "../../facts/certificates";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { unseen } from "../../world/unseen";

/** Where each type names its certificate. */
const INPUT: Readonly<Record<string, string>> = {
  [TYPES.distribution]: "viewerCertificate.acmCertificateArn",
  [TYPES.listener]: "certificateArn",
  [TYPES.listenerCertificate]: "certificateArn",
};

/** CloudFront reads certificates from here only. */
const OF_CLOUDFRONT = "us-east-1";

const compliant: Sample = {
  resources: [
    {
      type: TYPES.certificate,
      name: "edge-certificate",
      region: "us-east-1",
      inputs: { domainName: "www.example.com" },
    },
    { type: TYPES.certificate, name: "entry-certificate", inputs: { domainName: "origin.example.com" } },
    {
      type: TYPES.distribution,
      name: "cdn",
      region: "us-east-1",
      inputs: { viewerCertificate: { acmCertificateArn: ref("edge-certificate") } },
    },
    { type: TYPES.listener, name: "https", inputs: { protocol: "HTTPS", certificateArn: ref("entry-certificate") } },
  ],
};

export const certificateInRightRegion = rule({
  id: "edge/certificate-in-right-region",
  title: "A certificate is in us-east-1 for CloudFront, and in a balancer's own region",
  scope: "environment",
  severity: perTier("error", "error", "error", "error"),
  why: "CloudFront refuses any other region's certificate and a balancer cannot use one of another region: the deployment stops half made.",
  source: "ACM User Guide, supported regions, https://docs.aws.amazon.com/acm/latest/userguide/acm-regions.html",
  fix: "request one certificate in each region that needs it, and one in us-east-1 for the CDN",
  types: [...Object.keys(INPUT), TYPES.certificate, TYPES.certificateValidation],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withResource("edge-certificate", { region: "eu-west-1" })) },
  subjects: (world) => world.all(...Object.keys(INPUT)).filter((from) => world.has(from, inputOf(from))),
  judge(from, world) {
    const input = inputOf(from);
    const certificate = certificateAt(from, input, world);
    if (!certificate) return undefined;
    const wanted = from.type === TYPES.distribution ? OF_CLOUDFRONT : (world.text(from, "region") ?? from.region);
    if (wanted === undefined) throw unseen(from, "region");
    // Certificates uploaded to IAM have no region.
    if (certificate.region === wanted || certificate.region === "") return pass();
    return fail(`needs its certificate in ${wanted}, but it is in ${certificate.region}`, {
      input,
      ...(certificate.resource && { related: [certificate.resource] }),
    });
  },
});

const inputOf = (from: GraphResource): string => INPUT[from.type] ?? "certificateArn";
