import data from "./later.json";
import { precisionOf, recallOf } from "./precision";

/** Inputs of one repository in one form, and what was said of them before and after they were read. */
export interface LaterSystems {
  readonly repository: string;
  readonly commit: string;
  readonly where: string;
  readonly form: string;
  readonly inputs: number;
  readonly refused: number;
  readonly resources: number;
  readonly before: { readonly found: number; readonly falseAlarms: number; readonly missed: number };
  readonly now: { readonly found: number; readonly falseAlarms: number };
}

export interface Later {
  readonly about: string;
  readonly date: string;
  readonly tier: string;
  /** Inputs that were refused before, and are read now. */
  readonly wronglyRefused: number;
  readonly systems: readonly LaterSystems[];
}

export const LATER: Later = data;

const share = (value: number | undefined): string => (value === undefined ? "" : `${(value * 100).toFixed(1)} %`);
const total = (systems: readonly LaterSystems[], of: (one: LaterSystems) => number): number =>
  systems.reduce((sum, one) => sum + of(one), 0);

export function totalsOf({ systems }: Later) {
  return {
    inputs: total(systems, ({ inputs }) => inputs),
    refused: total(systems, ({ refused }) => refused),
    resources: total(systems, ({ resources }) => resources),
    before: {
      found: total(systems, ({ before }) => before.found),
      falseAlarms: total(systems, ({ before }) => before.falseAlarms),
      missed: total(systems, ({ before }) => before.missed),
    },
    now: { found: total(systems, ({ now }) => now.found), falseAlarms: total(systems, ({ now }) => now.falseAlarms) },
  };
}

/** The page's section on inputs that were new to the code. */
export function laterSection(later: Later): readonly string[] {
  const { inputs, refused, resources, before, now } = totalsOf(later);
  return [
    "## Inputs that were new to it",
    "",
    `On ${later.date} ${inputs} more inputs of ${new Set(later.systems.map(({ repository }) => repository)).size} repositories were audited, in forms and of tools that had hardly been tried (states and exports that people left in repositories, CDK and Serverless Framework output, the serverless model, nested stacks, rendered manifests, plans kept from pipelines, Azure and Google). By the code as it was before anybody had read them, ${before.found} failures that the tier demands were found, ${before.falseAlarms} of them false alarms, and ${before.missed} missed: a precision of ${share(precisionOf(before))} and a recall of ${share(recallOf(before))} against what is found today; ${later.wronglyRefused} inputs were refused that are read now. That is the nearest there is to what an unseen system gets.`,
    "",
    `Today it finds ${now.found} in ${resources} resources, ${now.falseAlarms} of them a false alarm (two networks that are alternatives to each other lie in one folder), and refuses ${refused} (states of versions before 4, saved plans, logs and lists, JSON that is broken), saying what each is. The same judge read the failures of severity error one by one; advice was looked through, and misses that neither version finds were not sought, so that the recall is an upper bound.`,
    "",
    "What they were wrong about: templates of the serverless model, loops and nested stacks were not looked into, `get-template` and plans between log lines not read; tasks behind a balancer were judged at the target group's port instead of their own; former names of AWS types in Pulumi states were not judged; types of other clouds in Pulumi states and kinds of custom resources were not counted; texts in quotes over several lines made a manifest unreadable.",
    "",
    "| form | source | inputs | resources | found before | missed | false alarms | found now |",
    "|---|---|---:|---:|---:|---:|---:|---:|",
    ...later.systems.map(
      (one) =>
        `| ${one.form} | ${one.repository} ${one.commit}${one.where === "" ? "" : `: ${one.where}`} | ${one.inputs} | ${one.resources} | ${one.before.found} | ${one.before.missed} | ${one.before.falseAlarms} | ${one.now.found} |`,
    ),
    "",
  ];
}
