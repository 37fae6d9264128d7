import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Transform } from "../component";
import type { Make } from "../data/make";

export interface CertificateTransform {
  readonly certificate?: Transform<aws.acm.CertificateArgs>;
  readonly validationRecord?: Transform<aws.route53.RecordArgs>;
  readonly validation?: Transform<aws.acm.CertificateValidationArgs>;
}

/** Where CloudFront looks for certificates and firewalls, whatever region the stack is in (DECISIONS 13). */
export const EDGE_REGION = "us-east-1";

interface CertificateArgs {
  readonly names: readonly string[];
  /** Argument of the component that the names came from. */
  readonly namesFrom: string;
  /** Set where this component owns the validation records; elsewhere they are somebody's already, the same for every certificate of a name and account. */
  readonly recordsIn?: pulumi.Input<string>;
  readonly dependsOn?: readonly pulumi.Resource[];
  readonly transform?: CertificateTransform | undefined;
}

/** A certificate in us-east-1 and the wait for it; the ARN is that of an issued certificate. */
export function makeCertificate(make: Make, name: string, args: CertificateArgs): pulumi.Output<string> {
  const [domainName = "", ...others] = args.names;
  const { transform, recordsIn } = args;
  const certificate = make(
    aws.acm.Certificate,
    `${name}-certificate`,
    {
      domainName,
      ...(others.length > 0 && { subjectAlternativeNames: others }),
      validationMethod: "DNS",
      region: EDGE_REGION,
    },
    {
      transform: transform?.certificate,
      from: { domainName: args.namesFrom, subjectAlternativeNames: args.namesFrom },
    },
  );
  const records =
    recordsIn === undefined
      ? []
      : baseNames(args.names).map((base) =>
          make(
            aws.route53.Record,
            `${name}-validation-${base}`,
            { zoneId: recordsIn, ttl: 300, ...validationRecord(certificate, base) },
            { transform: transform?.validationRecord, from: { name: args.namesFrom, zoneId: "zoneId" } },
          ),
        );
  return make(
    aws.acm.CertificateValidation,
    `${name}-certificate-issued`,
    {
      certificateArn: certificate.arn,
      ...(records.length > 0 && { validationRecordFqdns: records.map(({ fqdn }) => fqdn) }),
      region: EDGE_REGION,
    },
    { transform: transform?.validation, opts: { dependsOn: [...(args.dependsOn ?? [])] } },
  ).certificateArn;
}

/** A wildcard and its base name share one record [acm/latest/userguide/dns-validation.html], so the number is known beforehand. */
export const baseNames = (names: readonly string[]): readonly string[] => [...new Set(names.map(baseName))];

const baseName = (name: string): string => name.replace(/^\*\./, "");

/** The options are a set without an order of its own: each record picks the one of its name. */
function validationRecord(
  certificate: aws.acm.Certificate,
  base: string,
): Pick<aws.route53.RecordArgs, "name" | "type" | "records" | "allowOverwrite"> {
  const option = certificate.domainValidationOptions.apply((options) => {
    const found = options.find(({ domainName }) => baseName(domainName) === base);
    if (!found) throw new Error(`ACM named no validation record for ${base}.`);
    return found;
  });
  return {
    name: option.resourceRecordName,
    type: "CNAME",
    records: [option.resourceRecordValue],
    // The value is the same for every certificate of this name in the account, so one that is there already is right.
    allowOverwrite: true,
  };
}
