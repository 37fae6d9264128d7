import { DiskCloud } from "./cloud/disk";
import type { CloudRecord } from "./cloud/record";
import { isRecord, type Properties } from "./value";

/** The simulated cloud as a person or a test looks at it and alters it by hand. */
export interface CloudView {
  /** Everything in it, sorted by type and id; what only waits for its end included. */
  list(): readonly CloudRecord[];
  /** By id, or by `type id` where an id is not unique. */
  get(id: string): CloudRecord | undefined;
  /** What a run under way, or one that was killed, asked for under this URN. */
  createdFor(urn: string): readonly CloudRecord[];
  /** Sets a property by its dotted path, as somebody at the cloud's console would; undefined takes it away. */
  alter(id: string, path: string, value: unknown): CloudRecord | undefined;
  /** Takes something away behind Pulumi's back. @returns whether it was there */
  delete(id: string): boolean;
  /**
   * Notes that a run of a stack ended well, so that its state knows everything that was made for it. Until then (or until
   * the next run looks at it) a thing counts as being created, and a run that was killed finds it again.
   * @param stack name of the stack as the engine has it
   */
  settle(stack: string): void;
  /** Forgets everything. */
  clear(): void;
  /** Types that were accepted without facts, with how many there are of each. */
  generic(): Readonly<Record<string, number>>;
}

export function openCloud(folder: string): CloudView {
  const cloud = new DiskCloud(folder);
  const list = () => [...cloud.all()].sort((a, b) => (`${a.type} ${a.id}` < `${b.type} ${b.id}` ? -1 : 1));
  const get = (id: string) => list().find((record) => record.id === id || `${record.type} ${record.id}` === id);
  return {
    list,
    get,
    createdFor: (urn) => list().filter((record) => record.createdFor === urn),
    alter: (id, path, value) => {
      const found = get(id);
      if (!found) return undefined;
      const altered = { ...found, properties: withValue(found.properties, path.split("."), value) };
      cloud.put(altered);
      return altered;
    },
    delete: (id) => {
      const found = get(id);
      if (found) cloud.remove(found);
      return found !== undefined;
    },
    settle: (stack) => {
      const made = list().filter(
        ({ status, createdFor }) => status === "creating" && createdFor.startsWith(`urn:pulumi:${stack}::`),
      );
      for (const record of made) cloud.put({ ...record, status: "ready" });
    },
    clear: () => cloud.clear(),
    generic: () => count(list().filter((record) => !record.simulated)),
  };
}

/** What is still in the cloud after a destroy: what AWS keeps too, and what should not be there. */
export function whatIsLeft(folder: string): {
  readonly leftOver: readonly CloudRecord[];
  readonly keptByAws: readonly CloudRecord[];
} {
  const records = openCloud(folder).list();
  const kept = (record: CloudRecord) => record.status === "waiting" || record.status === "kept";
  return { leftOver: records.filter((record) => !kept(record)), keptByAws: records.filter(kept) };
}

function count(records: readonly CloudRecord[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { type } of records) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}

/** The path's own names only: nothing reaches the prototype. */
function withValue(value: unknown, [step = "", ...rest]: readonly string[], to: unknown): Properties {
  const record = isRecord(value) ? value : {};
  const inner =
    rest.length === 0
      ? to
      : Array.isArray(record[step])
        ? withItem(record[step], rest, to)
        : withValue(record[step], rest, to);
  return Object.fromEntries([
    ...Object.entries(record).filter(([name]) => name !== step),
    ...(inner === undefined ? [] : [[step, inner] as const]),
  ]);
}

function withItem(list: readonly unknown[], [index = "", ...rest]: readonly string[], to: unknown): unknown {
  return list.map((member, at) =>
    String(at) !== index ? member : rest.length === 0 ? to : withValue(member, rest, to),
  );
}
