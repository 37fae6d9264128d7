import type { Properties } from "../value";

/** One thing in the simulated cloud, as it lies on disk. */
export interface CloudRecord {
  readonly schemaVersion: "1";
  readonly id: string;
  /** Pulumi type token. */
  readonly type: string;
  /** Name of the provider: aws, cloudflare, kubernetes, random. */
  readonly provider: string;
  readonly region: string;
  readonly account: string;
  /** Tells it from an earlier thing of the same name and id. */
  readonly incarnation: string;
  /** What makes it unique beside its type: its name in the scope that the cloud gives it; empty where it has no such name. */
  readonly uniqueKey: string;
  /** The creation token: who asked for it. A creation that was cut off is found again by it. */
  readonly createdFor: string;
  /**
   * creating: a run asked for it and may not know yet that it exists; ready: that run's state knows it;
   * waiting: deleted, and kept by the cloud for a while (secrets, keys); kept: stays by design (final snapshots).
   */
  readonly status: "creating" | "ready" | "waiting" | "kept";
  /** For waiting and kept: why it is still there. */
  readonly reason?: string;
  /** Inputs and computed outputs; secret values as fingerprints only. */
  readonly properties: Properties;
  /** False for types of which the sandbox knows no facts. */
  readonly simulated: boolean;
}

/** What the rules may ask of the cloud. The disk is one, a plain map in tests another. */
export interface Cloud {
  /** Everything of a type, in the order of ids. */
  ofType(type: string): readonly CloudRecord[];
  all(): readonly CloudRecord[];
  find(type: string, id: string): CloudRecord | undefined;
  /** @returns the record that is there already under the same key, where there is one; nothing is written then */
  add(record: CloudRecord): CloudRecord | undefined;
  /** Writes over what is there under the record's key. */
  put(record: CloudRecord): void;
  remove(record: CloudRecord): void;
}

/** Records with the same key cannot both exist. */
export const keyOf = (record: Pick<CloudRecord, "type" | "uniqueKey" | "id" | "region">): string =>
  record.uniqueKey === "" ? `${record.type}|${record.region}|${record.id}` : `${record.type}||${record.uniqueKey}`;
