import { createInterface, type Interface } from "node:readline/promises";
import { loadManifest } from "../../blueprints/manifest/load";
import { KNOWN_REGIONS } from "../../blueprints/manifest/regions";
import { type Answers, writeManifest } from "../../blueprints/manifest/write";
import { nearest } from "../../blueprints/problems/nearest";
import { ScalekitError } from "../../blueprints/problems/problem";
import { TIER_SUMMARIES } from "../../blueprints/tiers";
import { TIERS } from "../../blueprints/tiers/tier";
import type { Io } from "../command";
import { completeAnswers, type Surroundings } from "./answers";

/** One question; an answer is checked before the next is asked. */
interface Question {
  readonly key: keyof Answers;
  readonly text: string;
  readonly choices?: readonly string[];
  readonly notes?: Readonly<Record<string, string>>;
  /** True where the answer is a list, written with commas; empty is none. */
  readonly list?: boolean;
}

const QUESTIONS: readonly Question[] = [
  { key: "name", text: "Name of the project" },
  { key: "tier", text: "Tier", choices: TIERS, notes: TIER_SUMMARIES },
  { key: "region", text: "Primary region", choices: KNOWN_REGIONS },
  { key: "secondaries", text: "Further regions, with commas (none: -)", list: true },
  { key: "domain", text: "Domain under which people reach it" },
  { key: "runs", text: "Services run on", choices: ["instances", "kubernetes"] },
  { key: "data", text: "Data store", choices: ["aurora-postgresql", "aurora-mysql", "postgres", "mysql", "none"] },
  { key: "cdn", text: "CDN in front", choices: ["cloudfront", "cloudflare", "none"] },
];

/** Asks for what is not given; Enter takes the default. Questions go to stderr, so that stdout stays the result. */
export async function askAnswers(given: Partial<Answers>, around: Surroundings, io: Io): Promise<Partial<Answers>> {
  const terminal = io.stdin.isTTY === true;
  const lines = createInterface({ input: io.stdin, output: io.stderr, terminal, signal: io.signal });
  // Keeps what is typed or pasted ahead of a question; ends with the input, with Ctrl-C and with the command's signal.
  const typed = lines[Symbol.asyncIterator]();
  try {
    let answers = given;
    for (const question of QUESTIONS) {
      if (given[question.key] === undefined)
        answers = { ...answers, ...(await askOne(question, answers, around, { lines, typed, io })) };
    }
    return answers;
  } finally {
    lines.close();
  }
}

interface Terminal {
  readonly lines: Interface;
  readonly typed: AsyncIterator<string>;
  readonly io: Io;
}

async function askOne(
  question: Question,
  answers: Partial<Answers>,
  around: Surroundings,
  terminal: Terminal,
): Promise<Partial<Answers>> {
  const { io } = terminal;
  const standard = shown(completeAnswers(answers, around)[question.key]);
  for (const [word, note] of Object.entries(question.notes ?? {})) io.stderr.write(`  ${word.padEnd(8)} ${note}\n`);
  const few = question.choices !== undefined && question.choices.length <= 5 ? ` (${question.choices.join(", ")})` : "";
  for (;;) {
    const written = (await nextLine(terminal, `${question.text}${few} [${standard}]: `)).trim();
    const answer = { [question.key]: parsed(question, written === "" ? standard : written) } as Partial<Answers>;
    const wrong = complaint(question, answer, { answers, around });
    if (wrong === undefined) return answer;
    io.stderr.write(`  ${wrong}\n`);
  }
}

/** Rejects where the input ends or Ctrl-C is pressed: nothing is written then. */
async function nextLine({ lines, typed }: Terminal, prompt: string): Promise<string> {
  lines.setPrompt(prompt);
  lines.prompt();
  const { done, value } = await typed.next();
  if (done) throw new ScalekitError(STOPPED);
  return value;
}

const STOPPED = {
  code: "SK1151",
  message: "stopped before every question was answered; nothing was written",
  fix: "run `scalekit init` again, or give the answers as flags with --yes",
};

const parsed = (question: Question, text: string): string | readonly string[] =>
  question.list ? text.split(/[\s,]+/).filter((part) => part !== "" && part !== "-") : text;

const shown = (value: unknown): string => (Array.isArray(value) ? value.join(", ") || "-" : String(value));

/** What is wrong with an answer: not one of the choices, or a manifest with it would not pass. */
function complaint(
  question: Question,
  answer: Partial<Answers>,
  known: { answers: Partial<Answers>; around: Surroundings },
): string | undefined {
  const value = answer[question.key];
  if (question.choices && !question.choices.includes(String(value))) {
    const near = nearest(String(value), question.choices);
    return near === undefined ? `one of ${question.choices.join(", ")}` : `did you mean ${near}?`;
  }
  const loaded = loadManifest(writeManifest(completeAnswers({ ...known.answers, ...answer }, known.around)), "");
  const [problem] = loaded.ok ? [] : loaded.problems;
  return problem && [problem.message, problem.expected && `expected ${problem.expected}`].filter(Boolean).join("; ");
}
