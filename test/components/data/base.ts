import type { AuroraClusterArgs } from "../../../components/data/aurora-args";
import type { SessionCacheArgs } from "../../../components/data/cache-args";
import type { RdsInstanceArgs } from "../../../components/data/rds-args";

/** What every store of the tests stands on. */
export const ground = {
  keyArn: "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  network: {
    vpcId: "vpc-1",
    vpcCidr: "10.1.0.0/16",
    publicSubnetIds: ["subnet-p1", "subnet-p2", "subnet-p3"],
    appSubnetIds: ["subnet-a1", "subnet-a2", "subnet-a3"],
    dataSubnetIds: ["subnet-d1", "subnet-d2", "subnet-d3"],
  },
};

export const aurora: AuroraClusterArgs = {
  ...ground,
  engine: "aurora-postgresql",
  version: "16.6",
  class: "db.r6g.large",
  clusterIdentifier: "shop-production-orders-eu-west-1",
  databaseName: "orders",
};

/** As the plan makes it for a region that joins. */
export const secondary: AuroraClusterArgs = {
  ...aurora,
  clusterIdentifier: "shop-production-orders-us-east-1",
  role: "secondary",
  globalClusterIdentifier: "shop-production-orders",
  sourceRegion: "eu-west-1",
  secretName: "shop/production/orders/credentials",
};

export const rds: RdsInstanceArgs = {
  ...ground,
  engine: "postgres",
  version: "16.6",
  class: "db.m6g.large",
  identifier: "shop-production-reports",
  databaseName: "reports",
  storageGiB: 100,
};

export const cache: SessionCacheArgs = {
  ...ground,
  engine: "valkey",
  version: "8.0",
  class: "cache.r7g.large",
  replicationGroupId: "shop-production-sessions",
};
