/** One statement of an IAM policy, as far as bucket policies here need it. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: "*" | { readonly Service: string };
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export const policyDocument = (...statements: readonly Statement[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

/** Nobody comes without TLS, whoever it is [AmazonS3/latest/userguide/security-best-practices.html]. */
export const tlsOnly = (bucketArn: string): Statement => ({
  Sid: "TlsOnly",
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: [bucketArn, `${bucketArn}/*`],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
});

/** Only this distribution reads [AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html]. */
export const readByDistribution = (bucketArn: string, distributionArn: string): Statement => ({
  Sid: "ReadByDistribution",
  Effect: "Allow",
  Principal: { Service: "cloudfront.amazonaws.com" },
  Action: "s3:GetObject",
  Resource: `${bucketArn}/*`,
  Condition: { StringEquals: { "AWS:SourceArn": distributionArn } },
});

/** Logs of this account's distributions [AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-S3.html]. */
export const writeByLogDelivery = (bucketArn: string, account: string): Statement => ({
  Sid: "WriteByLogDelivery",
  Effect: "Allow",
  Principal: { Service: "delivery.logs.amazonaws.com" },
  Action: "s3:PutObject",
  Resource: `${bucketArn}/AWSLogs/${account}/CloudFront/*`,
  Condition: {
    StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control", "aws:SourceAccount": account },
    ArnLike: { "aws:SourceArn": `arn:aws:logs:us-east-1:${account}:delivery-source:*` },
  },
});

export const bucketArnOf = (bucketName: string): string => `arn:aws:s3:::${bucketName}`;
