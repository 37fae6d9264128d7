const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [OBJECT, OBJECT_END, LIST, LIST_END] = [0x7b, 0x7d, 0x5b, 0x5d];
const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/** A Buffer's own `slice` would be another view of bytes that the next chunk overwrites. */
const copyOf = (chunk: Uint8Array, from: number, to: number): Uint8Array => new Uint8Array(chunk.subarray(from, to));

/** Containers around entries; more is no state that a tool wrote. */
const MAXIMUM_DEPTH = 200;

/** The text cannot be taken apart; the message completes "FILE …". */
export class ScanError extends Error {}

/** Hears what the scanner finds, in the order of the text. */
export interface Listener {
  /** Part of the text around entries, whole tokens or parts of one. */
  outside(bytes: Uint8Array): void;
  /** Whether a list's entries, or an object's members, are to be taken one by one. @param keys from the top to it */
  takes(keys: readonly string[], isList: boolean): boolean;
  /** One entry, an object; `key` is its name where it is a member. */
  entry(text: Uint8Array, key: string): void;
  /** Whether the list or object at these keys is wanted at all. */
  wanted(keys: readonly string[]): boolean;
}

interface Container {
  readonly isList: boolean;
  readonly key: string;
  /** Its entries are given to the listener one by one. */
  readonly taken: boolean;
}

/**
 * Takes apart a JSON text of any length that arrives in chunks: the entries that the listener takes, each as its own
 * text, and what stands around them. It finds where values begin and end; whether an entry is valid JSON shows when it is
 * parsed. Nothing but the entry at hand is kept.
 */
export class Scanner {
  private readonly around: Container[] = [];
  /** Containers open inside of the entry at hand or of an unwanted value; 0: in neither. */
  private inner = 0;
  private mode: "around" | "entry" | "unwanted" = "around";
  private inText = false;
  private escaped = false;
  private key = "";
  /** Bytes of the string at hand outside of entries: it may be a key. */
  private text: number[] = [];
  private afterColon = false;
  private parts: Uint8Array[] = [];
  private partsLength = 0;

  constructor(
    private readonly listener: Listener,
    private readonly maximumEntry: number,
  ) {}

  push(chunk: Uint8Array): void {
    let from = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] as number;
      if (this.inText) {
        at = this.throughText(chunk, at);
        continue;
      }
      if (byte === QUOTE) {
        const top = this.around.at(-1);
        if (this.mode === "around" && top?.taken && (top.isList || this.afterColon)) throw this.notAnObject();
        this.inText = true;
        this.text = [];
      } else if (this.mode !== "around") {
        if (byte === OBJECT || byte === LIST) this.inner++;
        else if (byte === OBJECT_END || byte === LIST_END) {
          this.inner--;
          if (this.inner > 0) continue;
          if (this.mode === "entry") {
            this.keep(chunk.subarray(from, at + 1));
            this.finishEntry();
          }
          this.mode = "around";
          from = at + 1;
        }
      } else from = this.step(chunk, byte, at, from);
    }
    if (this.mode === "entry") this.keep(copyOf(chunk, from, chunk.length));
    else if (this.mode === "around" && !this.around.at(-1)?.taken) this.emit(chunk, from, chunk.length);
  }

  /** @throws ScanError where the text ended too early */
  end(): void {
    if (this.around.length > 0 || this.mode !== "around" || this.inText) throw new ScanError("was cut off");
  }

  /** Passes over a string, as far as the chunk has it. @returns the place of its last byte here */
  private throughText(chunk: Uint8Array, start: number): number {
    const mayBeKey = this.mode === "around";
    for (let at = start; at < chunk.length; at++) {
      const byte = chunk[at] as number;
      if (this.escaped) this.escaped = false;
      else if (byte === BACKSLASH) this.escaped = true;
      else if (byte === QUOTE) {
        this.inText = false;
        return at;
      }
      if (mayBeKey && this.text.length < 1000) this.text.push(byte);
    }
    return chunk.length;
  }

  /** One byte around the entries, outside of strings. @returns where what is not yet emitted begins */
  private step(chunk: Uint8Array, byte: number, at: number, from: number): number {
    const top = this.around.at(-1);
    if (byte === COLON && top && !top.isList) {
      this.key = Buffer.from(this.text).toString("utf8");
      this.afterColon = true;
      return top.taken ? at + 1 : from;
    }
    if (top?.taken) return this.inTaken(byte, at, top.isList);
    if (byte === OBJECT || byte === LIST) {
      if (this.afterColon && !this.listener.wanted(this.keys())) {
        this.emit(chunk, from, at);
        this.listener.outside(Buffer.from("null"));
        [this.mode, this.inner, this.afterColon] = ["unwanted", 1, false];
        return at + 1;
      }
      this.open(byte === LIST);
      if (!this.around.at(-1)?.taken) return from;
      this.emit(chunk, from, at + 1);
      return at + 1;
    }
    if (byte === OBJECT_END || byte === LIST_END) this.close(byte === LIST_END);
    else if (byte === COMMA) this.afterColon = false;
    return from;
  }

  /** Between entries: commas and spaces are nobody's. */
  private inTaken(byte: number, at: number, isList: boolean): number {
    if (byte === OBJECT && (isList || this.afterColon)) {
      [this.mode, this.inner, this.afterColon] = ["entry", 1, false];
      return at;
    }
    if (byte === (isList ? LIST_END : OBJECT_END)) {
      this.close(isList);
      return at;
    }
    if (byte === COMMA || isSpace(byte)) return at + 1;
    throw this.notAnObject();
  }

  private notAnObject(): ScanError {
    return new ScanError(`has something else than objects under ${this.around.at(-1)?.key}`);
  }

  private open(isList: boolean): void {
    if (this.around.length >= MAXIMUM_DEPTH) throw new ScanError("is nested too deep");
    const key = this.afterColon ? this.key : "";
    this.around.push({ isList, key, taken: key !== "" && this.listener.takes(this.keys(), isList) });
    this.afterColon = false;
  }

  /** Keys from the top to the value at hand; lists have none. */
  private keys(): readonly string[] {
    const own = this.afterColon ? [this.key] : [];
    return [...this.around.map(({ key }) => key), ...own].filter((key) => key !== "");
  }

  private close(isList: boolean): void {
    if (this.around.pop()?.isList !== isList) throw new ScanError("is no JSON");
  }

  private emit(chunk: Uint8Array, from: number, to: number): void {
    if (to > from) this.listener.outside(copyOf(chunk, from, to));
  }

  private keep(part: Uint8Array): void {
    this.partsLength += part.length;
    if (this.partsLength > this.maximumEntry)
      throw new ScanError(`has an entry of more than ${Math.floor(this.maximumEntry / 1024 / 1024)} MB`);
    this.parts.push(part);
  }

  private finishEntry(): void {
    const [only] = this.parts;
    this.listener.entry(this.parts.length === 1 && only ? only : Buffer.concat(this.parts), this.key);
    this.parts = [];
    this.partsLength = 0;
  }
}
