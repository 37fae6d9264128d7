import { type Cloud, type CloudRecord, keyOf } from "./record";

/** A cloud that lasts as long as the process: for previews, which look at no other resource, and for tests. */
export class MemoryCloud implements Cloud {
  private readonly records = new Map<string, CloudRecord>();

  ofType(type: string): readonly CloudRecord[] {
    return this.all().filter((record) => record.type === type);
  }

  all(): readonly CloudRecord[] {
    return [...this.records.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  find(type: string, id: string): CloudRecord | undefined {
    return this.ofType(type).find((record) => record.id === id);
  }

  add(record: CloudRecord): CloudRecord | undefined {
    const taken = this.records.get(keyOf(record));
    if (!taken) this.records.set(keyOf(record), record);
    return taken;
  }

  put(record: CloudRecord): void {
    this.records.set(keyOf(record), record);
  }

  remove(record: CloudRecord): void {
    this.records.delete(keyOf(record));
  }
}
