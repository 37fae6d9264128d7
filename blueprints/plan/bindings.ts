import type { Service } from "../manifest/manifest";
import type { PlanContext, RegionContext } from "./context";
import type { StoreBinding } from "./parts";
import { reachable, SESSIONS } from "./stores";

/**
 * The environment variables by which a service finds its stores. For a store `orders`:
 *
 * - `ORDERS_HOST`: where to write (services that only read don't get it)
 * - `ORDERS_READER_HOST`: where to read
 * - `ORDERS_PORT`
 * - `ORDERS_SECRET`: the secret with `username` and `password` (the session cache has none: access is by security group)
 *
 * The first three come from Parameter Store in the service's own region, the last from Secrets Manager there; the
 * names are the same in every region and at every tier, so a service never notices a move. A region that waits without
 * a copy of a store gives its services nothing of it (the plan warns).
 */
export function bindingsOf(context: RegionContext, service: Service): readonly StoreBinding[] {
  const writes = new Set(service.writes);
  const stores = [...new Set([...service.reads, ...service.writes])].sort();
  return stores
    .filter((store) => reachable(context, store))
    .map((store) => binding(context, store, writes.has(store) ? "write" : "read"));
}

function binding({ names, manifest }: PlanContext, store: string, access: "read" | "write"): StoreBinding {
  const prefix = environmentName(store);
  const { writer, reader, port } = names.endpoints(store);
  const hasSecret = store !== SESSIONS || manifest.data[store] !== undefined;
  return {
    store,
    access,
    parameters: {
      ...(access === "write" && { [`${prefix}_HOST`]: writer }),
      [`${prefix}_READER_HOST`]: reader,
      [`${prefix}_PORT`]: port,
    },
    secrets: hasSecret ? { [`${prefix}_SECRET`]: names.secret(store) } : {},
  };
}

export const environmentName = (store: string): string => store.toUpperCase().replace(/[^A-Z0-9]/g, "_");
