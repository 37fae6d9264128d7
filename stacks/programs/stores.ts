import type { Input, Output } from "@pulumi/pulumi";
import type { StoreBinding } from "../../blueprints/plan/parts";
import type { PlannedStack } from "../../blueprints/plan/plan";
import { AuroraCluster } from "../../components/data/aurora-cluster";
import { maintenanceWindow } from "../../components/data/names";
import { RdsInstance } from "../../components/data/rds-instance";
import { SessionCache } from "../../components/data/session-cache";
import type { NetworkLink, StoreLink } from "../../components/links";
import type { Watched } from "../../components/observability/alarms-args";
import type { Handed } from "./handed";
import { partsOf } from "./program";
import type { StackProviders } from "./provider";

/** A region's stores and who may reach them. */
export interface Stores {
  /** Lets a client in to exactly the stores that it is bound to. */
  letIn(client: string, securityGroupId: Input<string>, bindings: readonly StoreBinding[]): void;
  /** `<store>.writer` and `<store>.reader`: host names that peered regions publish for their services. */
  readonly outputs: Readonly<Record<string, Output<string>>>;
  /** What alarms watch of them. */
  readonly watched: Pick<Watched, "clusters" | "instances" | "caches">;
}

interface Ground {
  readonly stack: PlannedStack;
  readonly handed: Handed;
  readonly opts: StackProviders;
  readonly network: NetworkLink;
  readonly key: { readonly arn: Output<string> };
}

interface Sql extends StoreLink {
  readonly writerEndpoint: Output<string>;
  readonly readerEndpoint: Output<string>;
  readonly secretArn: Output<string> | undefined;
}

export function makeStores(ground: Ground): Stores {
  const clusters = new Map(auroras(ground));
  const single = new Map(instances(ground));
  const sql = new Map<string, Sql>([...clusters, ...single]);
  const sessions = new Map(caches(ground));
  const all = new Map<string, StoreLink>([...sql, ...sessions]);
  return {
    watched: watchedOf(ground.stack, { clusters, single, sessions }),
    outputs: Object.fromEntries([
      ...[...sql].flatMap(([name, store]) => outputsOf(name, store)),
      ...[...sessions].map(([name, { writerEndpoint }]) => [`${name}.writer`, writerEndpoint]),
    ]),
    letIn(client, securityGroupId, bindings) {
      // Stores that this region reaches over a peering are not here: their own region lets the peer's addresses in.
      for (const store of new Set(bindings.map((binding) => binding.store)))
        all.get(store)?.allowFrom(client, securityGroupId);
    },
  };
}

const linksOf = ({ network, key }: Ground) => ({ network, keyArn: key.arn });

function auroras(ground: Ground): (readonly [string, AuroraCluster])[] {
  return partsOf(ground.stack, "aurora").map(({ name, args }) => {
    const secret = ground.handed.matching<string>(`.${name}.secretArn`);
    const given = { ...args, ...linksOf(ground), ...(secret && { writerSecretArn: secret }) };
    return [name, new AuroraCluster(name, given, ground.opts)];
  });
}

function instances(ground: Ground): (readonly [string, RdsInstance])[] {
  return partsOf(ground.stack, "rds").map(({ name, args }) => [
    name,
    new RdsInstance(name, { ...args, ...linksOf(ground) }, ground.opts),
  ]);
}

function caches(ground: Ground): (readonly [string, SessionCache])[] {
  return partsOf(ground.stack, "cache").map(({ name, args }) => {
    const { handed } = ground;
    const joined = handed.optional<string>(`global-data.${name}.id`);
    const given = {
      ...args,
      ...linksOf(ground),
      // The id is the same in every region, and no two regions shall be worked on in one hour.
      maintenanceWindow: maintenanceWindow(`${args.replicationGroupId}-${ground.stack.region}`),
      ...(joined && { globalReplicationGroupId: joined }),
      ...(args.writerRegion && { writerElsewhere: handed.get<string>(`${args.writerRegion}.${name}.writer`) }),
    };
    return [name, new SessionCache(name, given, ground.opts)];
  });
}

interface Made {
  readonly clusters: ReadonlyMap<string, AuroraCluster>;
  readonly single: ReadonlyMap<string, RdsInstance>;
  readonly sessions: ReadonlyMap<string, SessionCache>;
}

const watchedOf = (stack: PlannedStack, { clusters, single, sessions }: Made): Stores["watched"] => ({
  clusters: partsOf(stack, "aurora").flatMap(({ name, args }) => {
    const clusterIdentifier = clusters.get(name)?.clusterIdentifier;
    const { instances: count, role } = args;
    return clusterIdentifier ? [{ name, clusterIdentifier, instances: count, receives: role === "secondary" }] : [];
  }),
  instances: partsOf(stack, "rds").flatMap(({ name, args: { storageGiB } }) => {
    const made = single.get(name);
    return [made?.instanceIdentifier, ...(made?.replicaIdentifiers ?? [])].flatMap((identifier, index) =>
      identifier ? [{ name: index === 0 ? name : `${name}-replica-${index}`, identifier, storageGiB }] : [],
    );
  }),
  caches: partsOf(stack, "cache").flatMap(({ name, args: { replicas, role } }) => {
    const replicationGroupId = sessions.get(name)?.replicationGroupId;
    return replicationGroupId
      ? [{ name, replicationGroupId, nodes: 1 + replicas, receives: role === "secondary" }]
      : [];
  }),
});

function outputsOf(name: string, { writerEndpoint, readerEndpoint, secretArn }: Sql): [string, Output<string>][] {
  return [
    [`${name}.writer`, writerEndpoint],
    [`${name}.reader`, readerEndpoint],
    ...(secretArn ? [[`${name}.secretArn`, secretArn] as [string, Output<string>]] : []),
  ];
}
