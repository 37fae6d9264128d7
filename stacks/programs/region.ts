import type { Output } from "@pulumi/pulumi";
import type { Plan, PlannedStack } from "../../blueprints/plan/plan";
import { AutoscalingGroup } from "../../components/compute/autoscaling-group";
import { EntryPoint } from "../../components/compute/entry-point";
import { partitionOf } from "../../components/data/arn";
import { OriginRecord } from "../../components/edge/origin-record";
import { StaticBucket } from "../../components/edge/static-bucket";
import { Cluster } from "../../components/kubernetes/cluster";
import { clusterKeyStatements } from "../../components/kubernetes/cluster/key-statements";
import { Network } from "../../components/network/network";
import { Peering } from "../../components/network/peering";
import { Key } from "../../components/security/key";
import { makeRegionAlarms } from "./alarms";
import { Handed } from "./handed";
import { partOf, partsOf, type StackProgram } from "./program";
import { awsFor, type StackProviders } from "./provider";
import { makeStores, type Stores } from "./stores";

/** What the makers below share. */
interface Ground {
  readonly stack: PlannedStack;
  readonly handed: Handed;
  readonly opts: StackProviders;
  readonly network: Network;
  readonly key: Key;
}

/** All that serves in one region, in the order in which things stand on each other. */
export const regionProgram: StackProgram = (plan, stack, context) => {
  const opts = awsFor(plan, stack, context);
  const key = makeKey(plan, stack, opts);
  const { name, args } = partOf(stack, "network");
  const network = new Network(name, { ...args, keyArn: key.arn, region: stack.region }, opts);
  const ground: Ground = { stack, handed: new Handed(stack, context), opts, network, key };
  makeBucket(ground);
  const stores = makeStores(ground);
  const entry = makeEntry(ground);
  const cluster = makeCluster(ground, entry, stores);
  const services = makeServices(ground, entry, stores);
  makeOriginRecord(ground);
  makePeering(ground);
  makeRegionAlarms(stack, { key, stores, entry, cluster, services }, opts);
  return { vpcId: network.vpcId, routeTableIds: network.routeTableIds, ...stores.outputs, ...clusterOutputs(cluster) };
};

/** EKS's control plane uses the key itself, not through a service that the key's policy names. */
function makeKey(plan: Plan, stack: PlannedStack, opts: StackProviders): Key {
  const { name, args } = partOf(stack, "key");
  const { account } = plan;
  const [cluster] = partsOf(stack, "cluster");
  const statements = cluster ? { statements: clusterKeyStatements({ account, cluster: cluster.name }) } : {};
  return new Key(name, { ...args, account, region: stack.region, ...statements }, opts);
}

function makeBucket({ stack, opts }: Ground): void {
  for (const { name, args } of partsOf(stack, "bucket")) new StaticBucket(name, args, opts);
}

function makeEntry(ground: Ground): EntryPoint | undefined {
  const [part] = partsOf(ground.stack, "entry");
  if (!part) return undefined;
  const { network, handed, opts } = ground;
  return new EntryPoint(
    part.name,
    { ...part.args, network, ...zone(ground, part.args.zoneId), ...secret(part.args.requireOriginSecret, handed) },
    opts,
  );
}

const secret = (required: boolean, handed: Handed): { originSecret?: Output<string> } =>
  required ? { originSecret: handed.get<string>("dns.originSecret") } : {};

/** The zone's id as written, or as the DNS stack made it. */
const zone = ({ handed }: Ground, written: string | undefined): { zoneId: string | Output<string> } => ({
  zoneId: written ?? handed.get<string>("dns.zoneId"),
});

function makeServices(
  { stack, network, key, opts }: Ground,
  entry: EntryPoint | undefined,
  stores: Stores,
): ReadonlyMap<string, AutoscalingGroup> {
  const made = partsOf(stack, "service").map(({ name, args }) => {
    const service = new AutoscalingGroup(name, { ...args, network, keyArn: key.arn, ...(entry && { entry }) }, opts);
    stores.letIn(name, service.securityGroupId, args.bindings);
    return [name, service] as const;
  });
  return new Map(made);
}

function makeCluster(
  { stack, network, key, opts }: Ground,
  entry: EntryPoint | undefined,
  stores: Stores,
): Cluster | undefined {
  const [part] = partsOf(stack, "cluster");
  if (!part) return undefined;
  const cluster = new Cluster(
    part.name,
    { ...part.args, network, keyArn: key.arn, partition: partitionOf(stack.region), ...(entry && { entry }) },
    opts,
  );
  stores.letIn(
    part.name,
    cluster.nodeSecurityGroupId,
    part.args.identities.flatMap(({ bindings }) => bindings),
  );
  return cluster;
}

const clusterOutputs = (cluster: Cluster | undefined): Record<string, unknown> =>
  cluster ? { clusterEndpoint: cluster.endpoint, clusterCa: cluster.certificateAuthority } : {};

function makeOriginRecord(ground: Ground): void {
  for (const { name, args } of partsOf(ground.stack, "origin-record")) {
    new OriginRecord(name, { ...args, ...zone(ground, args.zoneId) }, ground.opts);
  }
}

function makePeering({ stack, network, handed, opts }: Ground): void {
  for (const { name, args } of partsOf(stack, "peering")) {
    const host = (store: string, output: string) => handed.optional<string>(`${args.peerRegion}.${store}.${output}`);
    const stores = Object.fromEntries(
      (args.publishes ?? []).map(({ store }) => [
        store,
        { writer: handed.get<string>(`${args.peerRegion}.${store}.writer`), reader: host(store, "reader") },
      ]),
    );
    new Peering(
      name,
      {
        ...args,
        network,
        stores,
        peerVpcId: handed.get<string>(`${args.peerRegion}.vpcId`),
        peerRouteTableIds: handed.get<string[]>(`${args.peerRegion}.routeTableIds`),
      },
      opts,
    );
  }
}
