import { isRecord } from "../../values";
import { isText, listAt, own, recordAt } from "../reading";
import { type Listener, ScanError, Scanner } from "./scanner";

export interface SiftOptions {
  /** Characters that what is kept may have together. */
  readonly room: number;
  /** Resources that may be kept. */
  readonly most: number;
  /** Whether somebody judges resources of this type (as the tool calls it); the others are the first to go. */
  readonly matters: (type: string) => boolean;
}

export interface Sifted {
  /** The same document without what no reader reads, and without the resources that did not fit. */
  readonly text: string;
  /** Resources that the document has, and those that were left out by type, because there was no room. */
  readonly total: number;
  readonly left: ReadonlyMap<string, number>;
}

interface Entry {
  readonly type: string;
  readonly address: string;
  readonly isChange: boolean;
  /** undefined: left out. */
  text: string | undefined;
}

/** An entry is parsed whole; this is a thousand times what one resource has. */
const MAXIMUM_ENTRY = 64 * 1024 * 1024;
/** What a plan says twice or thrice, and no reader reads. */
const UNREAD = new Set(["prior_state", "resource_drift", "relevant_attributes"]);
/** Marks of planned values take room of their own: without its marks a value cannot be judged. */
const ROOM_FOR_CHANGES = 1.25;

/**
 * Reduces a state, plan or list of objects of any length, which arrives in chunks, to what fits the room: resource by resource, so
 * that the whole text never stands in memory. Where not all fit, resources of types that nobody judges go first, then the last
 * ones; they are counted by type.
 * @throws ScanError where the text is broken, or what stands around the resources has no room
 */
export class Sifter implements Listener {
  private readonly scanner = new Scanner(this, MAXIMUM_ENTRY);
  private readonly pieces: (string | Entry[])[] = [];
  private readonly idle: Entry[] = [];
  private outsideBytes: Uint8Array[] = [];
  private entries: Entry[] = [];
  private used = 0;
  private kept = 0;
  private isChanges = false;

  constructor(private readonly options: SiftOptions) {}

  push(chunk: Uint8Array): void {
    this.scanner.push(chunk);
  }

  end(): Sifted {
    this.scanner.end();
    this.flush();
    const entries = this.pieces.flatMap((piece) => (typeof piece === "string" ? [] : piece));
    leaveInPairs(entries);
    const left = new Map<string, number>();
    const resources = entries.filter(({ isChange }) => !isChange);
    for (const { type, text } of resources) if (text === undefined) left.set(type, (left.get(type) ?? 0) + 1);
    return { text: this.pieces.map(written).join(""), total: resources.length, left };
  }

  wanted([top = "", ...below]: readonly string[]): boolean {
    return below.length > 0 || !UNREAD.has(top);
  }

  takes(keys: readonly string[], isList: boolean): boolean {
    if (!isList) return false;
    // The configuration of a plan says who refers to whom: small, and needed whole.
    const [key, top] = [keys.at(-1), keys[0]];
    if (top === "configuration" || (keys.length > 1 && key === "items")) return false;
    this.isChanges = key === "resource_changes";
    return this.isChanges || key === "resources" || key === "items";
  }

  outside(bytes: Uint8Array): void {
    if (this.entries.length > 0) this.flush();
    this.outsideBytes.push(bytes);
    this.used += bytes.length;
    if (this.used > this.options.room && !this.evict(this.options.room))
      throw new ScanError("holds too much beside resources");
  }

  entry(bytes: Uint8Array): void {
    let value: unknown;
    try {
      value = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8"));
    } catch {
      throw new ScanError("is no JSON");
    }
    if (own(value, "mode") === "data") return;
    const kept = this.isChanges ? changeOf(value) : withoutPrivate(value);
    const type = typeOf(value);
    const address = own(value, "address");
    const text = latin(JSON.stringify(kept));
    const entry: Entry = { type, address: isText(address) ? address : "", isChange: this.isChanges, text };
    this.entries.push(entry);
    this.used += text.length + 1;
    if (!this.isChanges) this.kept++;
    const room = this.options.room * (this.isChanges ? ROOM_FOR_CHANGES : 1);
    const idle = !this.options.matters(type);
    if (idle) this.idle.push(entry);
    if (!this.evict(room)) this.drop(entry);
  }

  /** Leaves out resources that nobody judges until the rest fits. */
  private evict(room: number): boolean {
    while (this.used > room || this.kept > this.options.most) {
      const last = this.idle.pop();
      if (!last) return false;
      this.drop(last);
    }
    return true;
  }

  private drop(entry: Entry): void {
    this.used -= (entry.text?.length ?? -1) + 1;
    if (!entry.isChange) this.kept--;
    entry.text = undefined;
  }

  private flush(): void {
    const text = Buffer.concat(this.outsideBytes).toString("utf8");
    this.pieces.push(latin(text), this.entries);
    this.outsideBytes = [];
    this.entries = [];
  }
}

/** What a change says beside the planned values: which of them are unknown or secret. */
function changeOf(value: unknown): unknown {
  const { address, mode, type, deposed } = isRecord(value) ? value : {};
  const { after_unknown, after_sensitive } = recordAt(value, "change");
  return { address, mode, type, deposed, change: { after_unknown, after_sensitive } };
}

/** Of a state's instances what the provider keeps for itself has nothing to judge. */
function withoutPrivate(value: unknown): unknown {
  if (!isRecord(value) || !Array.isArray(value.instances)) return value;
  return {
    ...value,
    instances: listAt(value, "instances").map((instance) => {
      if (!isRecord(instance)) return instance;
      const { private: _, ...rest } = instance;
      return rest;
    }),
  };
}

function typeOf(value: unknown): string {
  const [type, kind] = [own(value, "type"), own(value, "kind")];
  return isText(type) ? type : isText(kind) ? kind : "";
}

/** A planned value without its marks, or marks without their value, would be judged as what they are not. */
function leaveInPairs(entries: readonly Entry[]): void {
  if (!entries.some(({ isChange }) => isChange)) return;
  for (const isChange of [true, false]) {
    const gone = new Set(
      entries.filter((entry) => entry.isChange === isChange && entry.text === undefined).map(({ address }) => address),
    );
    for (const entry of entries) if (entry.isChange !== isChange && gone.has(entry.address)) entry.text = undefined;
  }
}

function written(piece: string | readonly Entry[]): string {
  if (typeof piece === "string") return piece;
  return piece.flatMap(({ text }) => (text === undefined ? [] : [text])).join(",");
}

/** One character beyond Latin-1 would double the memory of the whole text. */
const latin = (json: string): string =>
  json.replace(/[\u0100-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
