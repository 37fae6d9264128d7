import { currentType } from "../../blueprints/graph/readers/former-types";
import { ScanError } from "../../blueprints/graph/readers/sift/scanner";
import { type Sifted, Sifter } from "../../blueprints/graph/readers/sift/sift";
import { tokenOf } from "../../blueprints/graph/readers/terraform/types";
import { TYPES } from "../../blueprints/graph/types";
import { readInChunks } from "../../stacks/regular-file";

/** From this size on a JSON file is read in chunks, resource by resource. */
export const LARGE_BYTES = 50 * 1024 * 1024;
/** Beyond it nothing is read: judging a part of it would say little of the whole. */
export const MAXIMUM_LARGE_BYTES = 1024 * 1024 * 1024;

const JUDGED: ReadonlySet<string> = new Set(Object.values(TYPES));
const MOST_TYPES = 3;

/** A text that is short enough to be judged, and words on what was left out for it. */
export interface LargeText {
  readonly text: string;
  readonly leftOut?: { readonly why: string; readonly partly: Partly };
}

/** A file of which only a part was judged, in resources. */
export interface Partly {
  readonly leftOut: number;
  readonly of: number;
}

/** Words that name nothing of the file. */
export const roomWords = ({ leftOut, of }: Partly): string => `${leftOut} of ${of} resources had no room`;

/** Reads a state, plan or list that may be larger than what can be judged, and that comes in chunks. */
export class LargeReader {
  readonly #sifter: Sifter;

  /**
   * @param room characters that it may have once it is reduced
   * @param most resources that may be kept
   */
  constructor(room: number, most: number) {
    this.#sifter = new Sifter({ room, most, matters });
  }

  /** @throws Error that says why, without a word of the content */
  push(chunk: Uint8Array): void {
    said(() => this.#sifter.push(chunk));
  }

  /** @throws Error that says why, without a word of the content */
  end(): LargeText {
    const sifted = said(() => this.#sifter.end());
    return { text: sifted.text, ...(sifted.left.size > 0 && { leftOut: leftOut(sifted) }) };
  }
}

/**
 * The same for a file; {@link LargeReader} says what is read.
 * @returns undefined where there is no file
 * @throws Error that says why, without a word of the content
 */
export function readLargeJson(path: string, room: number, most: number): LargeText | undefined {
  const reader = new LargeReader(room, most);
  const length = readInChunks(path, MAXIMUM_LARGE_BYTES, (chunk) => reader.push(chunk));
  return length === undefined ? undefined : reader.end();
}

function said<T>(step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw error instanceof ScanError ? new Error(`it ${error.message}`, { cause: error }) : error;
  }
}

/** Types that a rule names; outside of AWS every one, since they are few. */
const matters = (type: string): boolean => !/^aws[_:]/.test(type) || JUDGED.has(currentType(tokenOf(type)));

function leftOut({ left, total }: Sifted): NonNullable<LargeText["leftOut"]> {
  const count = [...left.values()].reduce((sum, of) => sum + of, 0);
  const most = [...left].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
  const shown = most.slice(0, MOST_TYPES).map(([type, of]) => `${of} ${type}`);
  const more = most.length > MOST_TYPES ? ` and ${most.length - MOST_TYPES} more types` : "";
  const partly = { leftOut: count, of: total };
  const advice = "what is missing below may be among them; audit the system in parts";
  return { partly, why: `${roomWords(partly)} (${shown.join(", ")}${more}): ${advice}` };
}
