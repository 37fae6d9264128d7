import { isRecord } from "../../../blueprints/graph/values";
import { clean } from "../../../blueprints/problems/format";
import { addressOf, shortType } from "../../../policies/address";
import type { Difference, Match } from "../../../policies/audit/adopt/compare";
import type { WrittenAdoption } from "../../audit/adopt/write";
import type { ManifestComparison, WrittenManifest } from "../../audit/manifest";
import { grouped, plural } from "../check/groups";
import { clip, wrapText } from "../plan/layout";
import { paint } from "../run/style";
import type { Style } from "./style";

const MOST = { questions: 8, differs: 10, inputs: 3, types: 8 };

const indented = (text: string, by: number, { width }: Style): string[] =>
  wrapText(clean(text), width - by).map((line) => `${" ".repeat(by)}${line}`);

/** What was written, and what only a person can answer. */
export function manifestBlock({ file, questions, left }: WrittenManifest, style: Style): string[] {
  const shown = style.details ? questions : questions.slice(0, MOST.questions);
  const rest = questions.length - shown.length;
  return [
    `${paint("Manifest", "bold", style)} that comes closest: ${clean(file)}, with ${plural(questions.length, "question")} to answer`,
    ...shown.flatMap(({ path, question }) => {
      const [first = "", ...more] = wrapText(clean(`${path}: ${question}`), style.width - 4);
      return [`  ? ${first}`, ...more.map((line) => `    ${line}`)];
    }),
    ...(rest > 0 ? [`    and ${plural(rest, "more question")}; the file marks all with QUESTION`] : []),
    ...(left.length > 0
      ? indented(
          `A manifest has no place for ${left.map(({ type, count }) => `${type} (${count})`).join(", ")}: they stay where they are.`,
          2,
          style,
        )
      : []),
  ];
}

/** What a manifest's plan has in common with what is there. */
export function comparisonBlock(comparison: ManifestComparison, style: Style): string[] {
  const { manifest, environment, tier, matches, missing, extra } = comparison;
  const differing = matches
    .map((match) => ({ ...match, differs: match.differs.filter(({ input }) => !isLabel(input)) }))
    .filter(({ differs }) => differs.length > 0);
  const labels = matches.filter(({ differs }) => differs.length > 0 && differs.every(({ input }) => isLabel(input)));
  const shown = style.details ? differing : differing.slice(0, MOST.differs);
  const rest = differing.length - shown.length;
  return [
    `${paint("Compared", "bold", style)} with the plan of ${clean(manifest)} (${environment}, tier ${tier})`,
    ...indented(
      `${matches.length} of ${plural(matches.length + missing.length, "planned resource")} are there, ${differing.length} of them with other values, ${labels.length} with other tags or descriptions only; ${missing.length} missing, ${extra.length} more that the plan does not have`,
      2,
      style,
    ),
    ...shown.flatMap((match) => differenceLines(match, style)),
    ...(rest > 0 ? [`    and ${plural(rest, "more resource")} with other values; --details shows all`] : []),
    ...listLines("missing", missing, style),
    ...listLines("extra", extra, style),
    ...(style.details ? pairLines(matches, style) : []),
  ];
}

/** What only people read. */
const isLabel = (input: string): boolean => /^(tags|description|comment)(\.|$)/.test(input);

function differenceLines({ planned, existing, differs }: Match, style: Style): string[] {
  const most = style.details ? differs.length : MOST.inputs;
  const pair =
    addressOf(planned) === addressOf(existing) ? addressOf(planned) : `${addressOf(planned)} = ${addressOf(existing)}`;
  return [
    `  ${paint("~", "yellow", style)} ${clip(clean(pair), style.width - 4)}`,
    ...differs.slice(0, most).flatMap((difference) => indented(inWords(difference), 6, style)),
    ...(differs.length > most ? [`      and ${plural(differs.length - most, "more input")}`] : []),
  ];
}

const inWords = ({ input, planned, existing }: Difference): string =>
  `${input}: ${existing === undefined ? "not written" : shortly(existing)} there, ${shortly(planned)} in the plan`;

const LONGEST = 60;

/** A value in a line; documents and scripts are only named. */
function shortly(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  if (text === undefined) return "nothing";
  if (text.length <= LONGEST) return text;
  return isRecord(value) || Array.isArray(value)
    ? `${text.slice(0, LONGEST - 1)}…`
    : `a text of ${text.length} characters`;
}

/** Scripts and documents may hold anything: a report says how long they are. */
function withoutLong(value: unknown): unknown {
  if (typeof value === "string") return value.length > LONGEST * 2 ? `a text of ${value.length} characters` : value;
  if (Array.isArray(value)) return value.map(withoutLong);
  return isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutLong(member)]))
    : value;
}

function listLines(what: "missing" | "extra", resources: ManifestComparison["missing"], style: Style): string[] {
  if (resources.length === 0) return [];
  const sign = what === "missing" ? paint("-", "red", style) : paint("+", "green", style);
  if (style.details)
    return resources.map((each) => `  ${sign} ${clip(clean(`${what}: ${addressOf(each)}`), style.width - 4)}`);
  const types = grouped(resources, ({ type }) => type).map(
    (same) => `${shortType(same[0]?.type ?? "")} (${same.length})`,
  );
  const named = types.slice(0, MOST.types).join(", ");
  const more = types.length > MOST.types ? ` and ${types.length - MOST.types} more types` : "";
  const [first = "", ...others] = wrapText(clean(`${what}: ${named}${more}; --details names them`), style.width - 4);
  return [`  ${sign} ${first}`, ...others.map((line) => `    ${line}`)];
}

const pairLines = (matches: readonly Match[], style: Style): string[] =>
  matches
    .filter(({ planned, existing }) => addressOf(planned) !== addressOf(existing))
    .map(
      ({ planned, existing, by }) =>
        `  = ${clip(clean(`${addressOf(planned)} is ${addressOf(existing)} (${by})`), style.width - 4)}`,
    );

/** What was written for `pulumi import`, and how to go on. */
export function adoptionBlock({ folder, files, kept, differing, left }: WrittenAdoption, style: Style): string[] {
  const total = files.reduce((sum, { resources }) => sum + resources, 0);
  const reasons = grouped(left, ({ why }) => why);
  return [
    `${paint("Adoption", "bold", style)}: ${plural(total, "resource")} in ${plural(files.length, "import file")}`,
    ...files.map(
      ({ file, resources }) => `  ${clip(clean(`${file}  ${plural(resources, "resource")}`), style.width - 2)}`,
    ),
    ...indented(`${kept} says what they keep; ${plural(differing, "resource")} of them differ from the plan`, 2, style),
    ...reasons.flatMap((same) => indented(`${plural(same.length, "resource")} left: ${same[0]?.why ?? ""}`, 2, style)),
    ...(style.details ? left.map(({ address }) => `    ${clip(clean(address), style.width - 4)}`) : []),
    ...(files.length > 0
      ? indented(
          `next, for each stack in this order: pulumi import --stack STACK --file ${folder}/STACK.import.json --generate-code=false --protect=false; then preview`,
          2,
          style,
        )
      : []),
  ];
}

export const adoptionJson = ({ files, kept, differing, left }: WrittenAdoption): unknown => ({
  files,
  kept,
  differing,
  left,
});

/** For the JSON document. */
export const manifestJson = ({ file, environment, questions, values, left }: WrittenManifest): unknown => ({
  file,
  environment,
  questions,
  values,
  left,
});

export const comparisonJson = ({
  manifest,
  environment,
  tier,
  matches,
  missing,
  extra,
}: ManifestComparison): unknown => ({
  manifest,
  environment,
  tier,
  matches: matches.map(({ planned, existing, by, differs, unseen }) => ({
    planned: addressOf(planned),
    existing: addressOf(existing),
    by,
    differs: differs.map(({ input, planned: wanted, existing: there }) => ({
      input,
      planned: withoutLong(wanted) ?? null,
      existing: withoutLong(there) ?? null,
    })),
    unseen,
  })),
  missing: missing.map(addressOf),
  extra: extra.map(addressOf),
});
