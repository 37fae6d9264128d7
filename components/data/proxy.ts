import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Transform } from "../component";
import type { NetworkLink } from "../links";
import { placeOf } from "./arn";
import { type SqlEngine, traitsOf } from "./engines";
import { letIn } from "./firewall";
import type { Make } from "./make";
import { trust } from "./monitoring";
import { suffixed } from "./names";

export interface ProxyTransform {
  readonly proxyRole?: Transform<aws.iam.RoleArgs>;
  readonly proxyPolicy?: Transform<aws.iam.RolePolicyArgs>;
  readonly proxySecurityGroup?: Transform<aws.ec2.SecurityGroupArgs>;
  readonly proxy?: Transform<aws.rds.ProxyArgs>;
  readonly proxyPool?: Transform<aws.rds.ProxyDefaultTargetGroupArgs>;
  readonly proxyTarget?: Transform<aws.rds.ProxyTargetArgs>;
  readonly proxyEndpoint?: Transform<aws.rds.ProxyEndpointArgs>;
}

/** A secret in the proxy's own region: how to ask for it, and the pattern that its full ARN matches. */
export interface SecretRef {
  readonly arn: pulumi.Output<string>;
  readonly pattern: pulumi.Output<string>;
}
export const exactly = (arn: pulumi.Output<string>): SecretRef => ({ arn, pattern: arn });

export interface ProxyArgs {
  readonly engine: SqlEngine;
  readonly port: number;
  readonly network: NetworkLink;
  readonly keyArn: pulumi.Input<string>;
  readonly secret: SecretRef;
  readonly storeGroupId: pulumi.Input<string>;
  readonly target: { readonly cluster: pulumi.Input<string> } | { readonly instance: pulumi.Input<string> };
  /** Identifier of the store; the read endpoint's name is made from it. */
  readonly identifier: string;
  /** Whether to make a read-only endpoint (Aurora with readers). */
  readonly readEndpoint: boolean;
  /** A target without an instance cannot be registered. */
  readonly instances: readonly pulumi.Resource[];
}

export interface MadeProxy {
  /** Read and write; on a secondary it answers only once that one is promoted. */
  readonly endpoint: pulumi.Output<string>;
  readonly readEndpoint?: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Output<string>;
}

/**
 * Of the database's connections, the share that the proxy may hold. With write forwarding the forwarding quota has to
 * stay free [AuroraUserGuide/rds-proxy-gdb.html]: a quarter on PostgreSQL
 * (`apg_write_forward.max_forwarding_connections_percent`, default 25), a tenth on MySQL. The same at all tiers, so
 * that becoming global changes no pool.
 */
const MAX_CONNECTIONS_PERCENT = 75;
/** As long as people wait at most for a page; a failover is usually over sooner. */
const BORROW_TIMEOUT_SECONDS = 30;

/** An RDS Proxy with TLS only, its own security group and a role that can read exactly the store's secret. */
export function makeProxy(make: Make, name: string, args: ProxyArgs, transform: ProxyTransform = {}): MadeProxy {
  const roleArn = makeRole(make, name, args, transform);
  const group = makeGroup(make, name, args, transform);
  const family = traitsOf(args.engine).proxyFamily;
  const proxy = make(
    aws.rds.Proxy,
    `${name}-proxy`,
    {
      engineFamily: family,
      requireTls: true,
      roleArn,
      vpcSubnetIds: [...args.network.dataSubnetIds],
      vpcSecurityGroupIds: [group.id],
      auths: [
        {
          authScheme: "SECRETS",
          iamAuth: "DISABLED", // services sign in with the secret they are given
          secretArn: args.secret.arn,
          ...(family === "POSTGRESQL" && { clientPasswordAuthType: "POSTGRES_SCRAM_SHA_256" }),
        },
      ],
    },
    { transform: transform.proxy, from: { engineFamily: "engine", requireTls: "proxy" } },
  );
  const pool = make(
    aws.rds.ProxyDefaultTargetGroup,
    `${name}-proxy`,
    {
      dbProxyName: proxy.name,
      connectionPoolConfig: {
        maxConnectionsPercent: MAX_CONNECTIONS_PERCENT,
        connectionBorrowTimeout: BORROW_TIMEOUT_SECONDS,
      },
    },
    { transform: transform.proxyPool },
  );
  const target = make(
    aws.rds.ProxyTarget,
    `${name}-proxy`,
    {
      dbProxyName: proxy.name,
      targetGroupName: pool.name,
      ...("cluster" in args.target
        ? { dbClusterIdentifier: args.target.cluster }
        : { dbInstanceIdentifier: args.target.instance }),
    },
    { transform: transform.proxyTarget, opts: { dependsOn: [...args.instances] } },
  );
  const made = { endpoint: proxy.endpoint, securityGroupId: group.id };
  if (!args.readEndpoint) return made;
  const read = make(
    aws.rds.ProxyEndpoint,
    `${name}-proxy-read`,
    {
      dbProxyName: proxy.name,
      dbProxyEndpointName: suffixed(args.identifier, "read", 63),
      targetRole: "READ_ONLY",
      vpcSubnetIds: [...args.network.dataSubnetIds],
      vpcSecurityGroupIds: [group.id],
    },
    { transform: transform.proxyEndpoint, opts: { dependsOn: [target] } },
  );
  return { ...made, readEndpoint: read.endpoint };
}

function makeRole(make: Make, name: string, args: ProxyArgs, transform: ProxyTransform): pulumi.Output<string> {
  const { account, region } = placeOf(args.keyArn);
  const role = make(
    aws.iam.Role,
    `${name}-proxy`,
    { assumeRolePolicy: trust("rds.amazonaws.com", account) },
    { transform: transform.proxyRole },
  );
  const policy = make(
    aws.iam.RolePolicy,
    `${name}-proxy`,
    {
      role: role.id,
      policy: pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: args.secret.pattern },
          {
            Effect: "Allow",
            Action: "kms:Decrypt",
            Resource: args.keyArn,
            Condition: {
              StringEquals: { "kms:ViaService": pulumi.interpolate`secretsmanager.${region}.amazonaws.com` },
              StringLike: { "kms:EncryptionContext:SecretARN": args.secret.pattern },
            },
          },
        ],
      }),
    },
    { transform: transform.proxyPolicy },
  );
  // The proxy checks at creation that it can read the secret.
  return pulumi.all([role.arn, policy.id]).apply(([arn]) => arn);
}

function makeGroup(make: Make, name: string, args: ProxyArgs, transform: ProxyTransform): aws.ec2.SecurityGroup {
  const group = make(
    aws.ec2.SecurityGroup,
    `${name}-proxy`,
    { vpcId: args.network.vpcId, description: `Proxy of ${name}` },
    { transform: transform.proxySecurityGroup },
  );
  make(aws.vpc.SecurityGroupEgressRule, `${name}-proxy-to-store`, {
    securityGroupId: group.id,
    referencedSecurityGroupId: args.storeGroupId,
    ipProtocol: "tcp",
    fromPort: args.port,
    toPort: args.port,
    description: "To the store",
  });
  letIn(make, `${name}-from-proxy`, {
    securityGroupId: args.storeGroupId,
    port: args.port,
    description: "From its proxy",
    source: { securityGroupId: group.id },
  });
  return group;
}
