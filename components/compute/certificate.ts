import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Make } from "../data/make";
import type { EntrySettings } from "./entry-args";

/** The region's certificate; returns its ARN once it is validated. Its names never change: changing one would replace it. */
export function makeCertificate(make: Make, name: string, settings: EntrySettings): pulumi.Output<string> {
  const { originName, validation, transform, tags } = settings;
  const certificate = make(
    aws.acm.Certificate,
    `${name}-certificate`,
    {
      domainName: originName,
      subjectAlternativeNames: [`*.${originName}`],
      validationMethod: "DNS",
      tags: { ...tags, Name: originName },
    },
    { transform: transform.certificate, from: { domainName: "originName", subjectAlternativeNames: "originName" } },
  );
  const records = validation === "here" ? [makeValidationRecord(make, name, certificate, settings)] : [];
  return make(
    aws.acm.CertificateValidation,
    `${name}-certificate`,
    { certificateArn: certificate.arn },
    { transform: transform.certificateValidation, opts: { dependsOn: records } },
  ).certificateArn;
}

/** One record for both names: ACM asks the same of a wildcard as of its base name. */
function makeValidationRecord(
  make: Make,
  name: string,
  certificate: aws.acm.Certificate,
  { zoneId, transform }: EntrySettings,
): aws.route53.Record {
  const option = certificate.domainValidationOptions.apply(([first]) => {
    if (!first) throw new Error("ACM gave no validation record for the certificate");
    return first;
  });
  return make(
    aws.route53.Record,
    `${name}-validation`,
    {
      zoneId,
      name: option.resourceRecordName,
      type: option.resourceRecordType,
      records: [option.resourceRecordValue],
      ttl: 300,
    },
    { transform: transform.validationRecord, from: { "": "validation" } },
  );
}
