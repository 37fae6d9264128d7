import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import type { Transform } from "../component";
import type { SqlEngine } from "./engines";
import type { Make } from "./make";

export interface CredentialsArgs {
  /** Computed: other regions and the services' rights refer to it. */
  readonly secretName: string;
  readonly description: string;
  readonly keyArn: pulumi.Input<string>;
  readonly secretReplicaRegions: readonly string[];
  readonly secretReplicaKeys: Readonly<Record<string, pulumi.Input<string>>>;
  readonly secretRecoveryDays: number;
  readonly protect: boolean;
  /** What the secret holds, made from the password. */
  readonly content: (password: string) => Readonly<Record<string, string>>;
}

export interface CredentialsTransform {
  readonly password?: Transform<random.RandomPasswordArgs>;
  readonly secret?: Transform<aws.secretsmanager.SecretArgs>;
  readonly secretVersion?: Transform<aws.secretsmanager.SecretVersionArgs>;
}

export interface Credentials {
  /** Marked secret. */
  readonly password: pulumi.Output<string>;
  readonly secretArn: pulumi.Output<string>;
}

/**
 * The one secret of a store (DECISIONS 10): generated once, kept by us under a computed name at every tier, replicated
 * when secondaries come. The cloud's own managed password is refused for members of a global database, and switching
 * it off deletes its secret [AuroraUserGuide/rds-secrets-manager.html, limitations].
 */
export function makeCredentials(
  make: Make,
  name: string,
  args: CredentialsArgs,
  transform: CredentialsTransform = {},
): Credentials {
  const password = make(random.RandomPassword, `${name}-password`, PASSWORD, {
    transform: transform.password,
    opts: { protect: args.protect, additionalSecretOutputs: ["result"] },
  });
  const secret = make(
    aws.secretsmanager.Secret,
    `${name}-secret`,
    {
      name: args.secretName,
      description: args.description,
      kmsKeyId: args.keyArn,
      recoveryWindowInDays: args.secretRecoveryDays,
      replicas: args.secretReplicaRegions.map((region) => {
        const key = args.secretReplicaKeys[region];
        return key === undefined ? { region } : { region, kmsKeyId: key };
      }),
      // A replica region that still holds the name (a run that was killed, a region that left and came back) is taken over.
      forceOverwriteReplicaSecret: true,
    },
    {
      transform: transform.secret,
      from: {
        name: "secretName",
        recoveryWindowInDays: "secretRecoveryDays",
        replicas: "secretReplicaRegions",
      },
      opts: { protect: args.protect },
    },
  );
  make(
    aws.secretsmanager.SecretVersion,
    `${name}-secret-version`,
    {
      secretId: secret.id,
      secretString: pulumi.secret(password.result).apply((value) => JSON.stringify(args.content(value))),
    },
    {
      transform: transform.secretVersion,
      // Rotation writes newer versions; no later run may put the first one back (a changed value would replace it).
      opts: { ignoreChanges: ["secretString", "versionStages"] },
    },
  );
  return { password: pulumi.secret(password.result), secretArn: secret.arn };
}

/** Master user of a database, in the form that Secrets Manager's own rotation understands. */
export function makeMasterCredentials(
  make: Make,
  name: string,
  args: Omit<CredentialsArgs, "content" | "description"> & {
    readonly engine: SqlEngine;
    readonly masterUsername: string;
    readonly databaseName: string;
  },
  transform: CredentialsTransform = {},
): Credentials {
  const { engine, masterUsername: username, databaseName: dbname } = args;
  const content = (password: string) => ({ engine, username, password, dbname });
  return makeCredentials(make, name, { ...args, content, description: `Master user of ${name}` }, transform);
}

/**
 * Letters and digits only: 40 of them are 238 bits, no engine and no connection string needs escapes, and RDS
 * (no / ' " @ or space; MySQL at most 41) as well as ElastiCache (16 to 128) accept it.
 */
const PASSWORD: random.RandomPasswordArgs = { length: 40, special: false, minLower: 1, minUpper: 1, minNumeric: 1 };
