import { EC2Client } from "@aws-sdk/client-ec2";
import { IAMClient } from "@aws-sdk/client-iam";
import { KMSClient } from "@aws-sdk/client-kms";
import { Route53Client } from "@aws-sdk/client-route-53";
import { S3Client } from "@aws-sdk/client-s3";
import { ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import { STSClient } from "@aws-sdk/client-sts";

/** One client of each service that `doctor` and `bootstrap` talk to, for one region. */
export interface AccountClients {
  readonly ec2: EC2Client;
  readonly iam: IAMClient;
  readonly kms: KMSClient;
  readonly route53: Route53Client;
  readonly s3: S3Client;
  readonly quotas: ServiceQuotasClient;
  readonly sts: STSClient;
}

/** Where the clients talk to; credentials come from the SDK's default chain. */
export interface ClientTarget {
  readonly region: string;
  /** URL of an emulator for every service; undefined is AWS itself. */
  readonly endpoint?: string;
}

// Each client announces years ahead when it will leave Node 20; the lock file pins versions that run on it.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

/** Nobody waits minutes to learn that an account is out of reach. */
const PATIENCE = { connectionTimeout: 5_000, requestTimeout: 20_000 };

export function accountClients({ region, endpoint }: ClientTarget): AccountClients {
  const config = { region, maxAttempts: 3, requestHandler: PATIENCE, ...(endpoint !== undefined && { endpoint }) };
  return {
    ec2: new EC2Client(config),
    iam: new IAMClient(config),
    kms: new KMSClient(config),
    route53: new Route53Client(config),
    s3: new S3Client({ ...config, forcePathStyle: endpoint !== undefined }),
    quotas: new ServiceQuotasClient(config),
    sts: new STSClient(config),
  };
}
