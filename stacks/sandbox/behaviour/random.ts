import { randomBytes, randomInt, randomUUID } from "node:crypto";
import { type Properties, revealAll } from "../value";
import type { Made } from "./surroundings";

const LOWER = "abcdefghijklmnopqrstuvwxyz";
const UPPER = LOWER.toUpperCase();
const DIGITS = "0123456789";
/** terraform-provider-random's own set of special characters. */
const SPECIAL = "!@#$%&*()-_=+[]{}<>:?";

/** The providers of @pulumi/random make a value once and keep it in state; these are as random as the real ones. */
export function madeByRandom(type: string, _urn: string, inputs: Properties): Made {
  const { __defaults: _, ...own } = inputs;
  const plain = revealAll(own);
  const made = makers[type.split(":").at(-1) ?? ""]?.(plain) ?? {};
  const id = String(made.id ?? "none");
  const { id: __, ...outputs } = made;
  return { id, properties: { ...outputs, ...own } };
}

const makers: Readonly<Record<string, (inputs: Properties) => Properties>> = {
  // The id of a password is a word without meaning, as the real provider's: an id is not secret.
  RandomPassword: (inputs) => ({
    ...defaults,
    id: "none",
    result: characters(inputs),
    bcryptHash: `$2a$10$${randomBytes(40).toString("base64url").slice(0, 53)}`,
  }),
  RandomString: (inputs) => {
    const result = characters(inputs);
    return { ...defaults, id: result, result };
  },
  RandomId: (inputs) => {
    const bytes = randomBytes(count(inputs.byteLength));
    const prefix = typeof inputs.prefix === "string" ? inputs.prefix : "";
    const [hex, b64Std] = [bytes.toString("hex"), bytes.toString("base64")];
    const url = bytes.toString("base64url");
    return {
      id: url,
      hex: prefix + hex,
      b64Std: prefix + b64Std,
      b64Url: prefix + url,
      dec: prefix + BigInt(`0x${hex}`).toString(),
    };
  },
  RandomBytes: (inputs) => {
    const bytes = randomBytes(count(inputs.length));
    return { id: "none", base64: bytes.toString("base64"), hex: bytes.toString("hex") };
  },
  RandomInteger: (inputs) => {
    const result = randomInt(Number(inputs.min), Number(inputs.max) + 1);
    return { id: String(result), result };
  },
  RandomUuid: () => {
    const result = randomUUID();
    return { id: result, result };
  },
  RandomPet: (inputs) => {
    const words = ["simulated", "quiet", "brave", "amber", "otter", "heron", "lynx"];
    const chosen = Array.from({ length: count(inputs.length ?? 2) }, () => words[randomInt(words.length)]);
    return {
      id: chosen.join(typeof inputs.separator === "string" ? inputs.separator : "-"),
      separator: "-",
      length: 2,
    };
  },
  RandomShuffle: (inputs) => {
    const list: readonly unknown[] = Array.isArray(inputs.inputs) ? inputs.inputs : [];
    const results = list
      .map((value) => ({ value, key: randomInt(2 ** 32) }))
      .sort((a, b) => a.key - b.key)
      .map(({ value }) => value);
    return { id: "-", results: results.slice(0, count(inputs.resultCount ?? list.length)) };
  },
};

const defaults: Properties = {
  special: true,
  upper: true,
  lower: true,
  numeric: true,
  number: true,
  minLower: 0,
  minUpper: 0,
  minNumeric: 0,
  minSpecial: 0,
};

/** More than any program asks for; a huge number must not take the machine down. */
const count = (value: unknown): number => Math.max(0, Math.min(65_536, Number(value)));

function characters(inputs: Properties): string {
  const special =
    typeof inputs.overrideSpecial === "string" && inputs.overrideSpecial !== "" ? inputs.overrideSpecial : SPECIAL;
  const sets = [
    { characters: LOWER, on: inputs.lower !== false, least: count(inputs.minLower ?? 0) },
    { characters: UPPER, on: inputs.upper !== false, least: count(inputs.minUpper ?? 0) },
    {
      characters: DIGITS,
      on: inputs.numeric !== false && inputs.number !== false,
      least: count(inputs.minNumeric ?? 0),
    },
    { characters: special, on: inputs.special !== false, least: count(inputs.minSpecial ?? 0) },
  ];
  const all = sets
    .filter(({ on }) => on)
    .map((set) => set.characters)
    .join("");
  const chosen = sets.flatMap((set) => pick(set.characters, set.least));
  const rest = pick(all, Math.max(0, count(inputs.length) - chosen.length));
  return [...chosen, ...rest]
    .map((value) => ({ value, key: randomInt(2 ** 32) }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value)
    .join("");
}

const pick = (from: string, length: number): string[] =>
  Array.from({ length: from === "" ? 0 : length }, () => from.charAt(randomInt(from.length)));
