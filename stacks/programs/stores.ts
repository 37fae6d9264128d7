import type { Input, Output } from "@pulumi/pulumi";
import type { StoreBinding } from "../../blueprints/plan/parts";
import type { PlannedStack } from "../../blueprints/plan/plan";
import { AuroraCluster } from "../../components/data/aurora-cluster";
import { RdsInstance } from "../../components/data/rds-instance";
import { SessionCache } from "../../components/data/session-cache";
import type { NetworkLink, StoreLink } from "../../components/links";
import type { Handed } from "./handed";
import { partsOf } from "./program";
import type { StackProviders } from "./provider";

/** A region's stores and who may reach them. */
export interface Stores {
  /** Lets a client in to exactly the stores that it is bound to. */
  letIn(client: string, securityGroupId: Input<string>, bindings: readonly StoreBinding[]): void;
  /** `<store>.writer` and `<store>.reader`: host names that peered regions publish for their services. */
  readonly outputs: Readonly<Record<string, Output<string>>>;
}

interface Ground {
  readonly stack: PlannedStack;
  readonly handed: Handed;
  readonly opts: StackProviders;
  readonly network: NetworkLink;
  readonly key: { readonly arn: Output<string> };
}

type Store = StoreLink & { readonly writerEndpoint: Output<string>; readonly readerEndpoint: Output<string> };

export function makeStores({ stack, handed, opts, network, key }: Ground): Stores {
  const links = { network, keyArn: key.arn };
  const sql = new Map<string, Store>([
    ...partsOf(stack, "aurora").map(
      ({ name, args }) => [name, new AuroraCluster(name, { ...args, ...links }, opts)] as const,
    ),
    ...partsOf(stack, "rds").map(
      ({ name, args }) => [name, new RdsInstance(name, { ...args, ...links }, opts)] as const,
    ),
  ]);
  const caches = partsOf(stack, "cache").map(({ name, args }) => {
    const joins = args.global && args.role === "secondary";
    const globalReplicationGroupId = joins ? handed.get<string>(`global-data.${name}.id`) : undefined;
    const given = { ...args, ...links, ...(globalReplicationGroupId && { globalReplicationGroupId }) };
    return [name, new SessionCache(name, given, opts)] as const;
  });
  const all = new Map<string, StoreLink>([...sql, ...caches]);
  return {
    outputs: Object.fromEntries(
      [...sql].flatMap(([name, store]) => [
        [`${name}.writer`, store.writerEndpoint],
        [`${name}.reader`, store.readerEndpoint],
      ]),
    ),
    letIn(client, securityGroupId, bindings) {
      // Stores that this region reaches over a peering are not here: their own region lets the peer's addresses in.
      for (const store of new Set(bindings.map((binding) => binding.store)))
        all.get(store)?.allowFrom(client, securityGroupId);
    },
  };
}
