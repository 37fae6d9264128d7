import { type Later, laterSection } from "./later";
import {
  byRule,
  type Judged,
  type Named,
  precisionOf,
  recallOf,
  type System,
  sum,
  type Tally,
  tallyOfSystem,
} from "./precision";

const share = (value: number | undefined): string => (value === undefined ? "" : `${(value * 100).toFixed(1)} %`);

/** docs/audit/precision.md, from what was judged. */
export function precisionPage(judged: Judged, later: Later): string {
  const { systems, searched, before, date, tier } = judged;
  const all = sum(systems.map(tallyOfSystem));
  const sought = sum([...byRule(systems)].filter(([rule]) => searched.includes(rule)).map(([, tally]) => tally));
  const forms = [...new Set(systems.map(({ form }) => form))].sort();
  return [
    "<!-- Written by test/cli/audit/precision. -->",
    "# How often the audit is right",
    "",
    `${systems.length} real systems that nobody here wrote, with ${sum(systems.map(asResources)).found} resources, audited at tier ${tier} on ${date}. Of ${all.found} failures that it found ${all.found - all.falseAlarms} are right: a precision of ${share(precisionOf(all))}. Of what the ${searched.length} rules that misses were looked for should have found it missed ${sought.missed}: a recall of ${share(recallOf(sought))}. ${all.unknown} times it could not tell, and said which value is missing.`,
    "",
    `These systems were also what readers and rules were put right by. As they were before, they refused ${before.unread} of the systems and found ${before.found} failures, ${before.falseAlarms} of them false alarms, and missed ${before.missed}: a precision of ${share(precisionOf(before))} and a recall of ${share(recallOf(before))}, measured against what is judged right today (what was found then and is not found now counts as a false alarm). Of systems that nobody has read yet expect what is said below of inputs that were new to it.`,
    "",
    "## Who judged, and how far",
    "",
    "- The judge is the author of the fixes, an AI agent: no person, and nobody else, has judged.",
    "- For the rules that are marked (recall without brackets) a second, simpler program read the sources in another way; where the two disagreed, the source was read, and what the second saw alone and rightly counts as missed. For the other rules the judge went through the list of failures and into the source where one seemed doubtful; their recall is not known, and what is listed as missed was found by chance.",
    "- A failure counts once a rule and resource, by what the rule demands at the tier. Whether a demo ought to have two instances is not the question.",
    "- Not judged: `cost/budget-exists` and `obs/every-part-watched`, which say the same of nearly every input that shows a part of a system; rules that failed nothing here; what no rule looks at.",
    "- Templates are read with their parameters' defaults, as if for us-east-1.",
    "",
    "## By form",
    "",
    "| form | systems | resources | found | false alarms | missed | unknown | precision | recall |",
    "|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ...forms.map((form) =>
      formRow(
        form,
        systems.filter((system) => system.form === form),
      ),
    ),
    "",
    "## By rule",
    "",
    "| rule | found | false alarms | missed | unknown | precision | recall |",
    "|---|---:|---:|---:|---:|---:|---:|",
    ...[...byRule(systems)].map(([rule, tally]) => ruleRow(rule, tally, searched.includes(rule))),
    "",
    "A recall in brackets: nobody looked for misses.",
    "",
    "## What it got wrong",
    "",
    ...systems.flatMap(({ id, falseAlarms, missed }) => [
      ...lines(id, "false alarm", falseAlarms),
      ...lines(id, "missed", missed),
    ]),
    "",
    "## The systems",
    "",
    "Nothing of them is in this repository. To make the table again, put the files of each into a folder of its name, and run the tests of `test/cli/audit/precision` with `SCALEKIT_SYSTEMS` set to the folder above; with `UPDATE_GOLDEN=1` as well they write what is found now, and fail until what is new was judged.",
    "",
    "| system | form | source | resources | right | false alarms | missed |",
    "|---|---|---|---:|---:|---:|---:|",
    ...systems.map(systemRow),
    "",
    ...laterSection(later),
  ].join("\n");
}

const asResources = ({ resources }: System): Tally => ({ found: resources, falseAlarms: 0, missed: 0, unknown: 0 });

function formRow(form: string, systems: readonly System[]): string {
  const tally = sum(systems.map(tallyOfSystem));
  const { found, falseAlarms, missed, unknown } = tally;
  const resources = sum(systems.map(asResources)).found;
  return `| ${form} | ${systems.length} | ${resources} | ${found} | ${falseAlarms} | ${missed} | ${unknown} | ${share(precisionOf(tally))} | ${share(recallOf(tally))} |`;
}

function ruleRow(rule: string, tally: Tally, searched: boolean): string {
  const { found, falseAlarms, missed, unknown } = tally;
  const recall = share(recallOf(tally));
  return `| ${rule} | ${found} | ${falseAlarms} | ${missed} | ${unknown} | ${share(precisionOf(tally))} | ${searched || recall === "" ? recall : `(${recall})`} |`;
}

const lines = (id: string, what: string, named: Named = {}): readonly string[] =>
  Object.entries(named).map(
    ([rule, names]) => `- ${id}: ${what}, ${rule}: ${names.map((name) => `\`${name}\``).join(", ")}`,
  );

function systemRow(system: System): string {
  const { id, form, repository, commit, paths, resources } = system;
  const { found, falseAlarms, missed } = tallyOfSystem(system);
  return `| ${id} | ${form} | ${repository} ${commit}: ${paths.join(", ")} | ${resources} | ${found - falseAlarms} | ${falseAlarms} | ${missed} |`;
}
