import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { formatProblems } from "../../blueprints/problems/format";
import { ScalekitError } from "../../blueprints/problems/problem";
import type { Tier } from "../../blueprints/tiers/tier";
import type { Command } from "../command";
import { manifestOptions } from "../options";

interface Flags {
  readonly manifest: string;
  readonly env?: string;
  readonly tier?: Tier;
  readonly fingerprint: string;
  readonly owner: string;
  readonly reason: string;
  readonly expires: string;
  readonly rulesFrom?: string;
}

/** The longest that anything is excused: a year and a day's grace for those who count differently. */
const MOST_DAYS = 366;

export const exempt: Command = {
  command: "exempt <fingerprint>",
  describe: "excuse one known finding for a while: writes an exemption into the manifest",
  examples: [
    [
      'scalekit exempt 3f2a9c0d11e8b7a4 --owner team-orders --reason "restored every night" --expires 2027-03-31',
      "the fingerprint is in what `scalekit check` prints",
    ],
  ],
  options: {
    ...manifestOptions,
    owner: { type: "string", demandOption: true, requiresArg: true, describe: "who answers for it" },
    reason: { type: "string", demandOption: true, requiresArg: true, describe: "why it may stay so" },
    expires: { type: "string", demandOption: true, requiresArg: true, describe: "last day on which it holds, in UTC" },
    "rules-from": { type: "string", requiresArg: true, describe: "folder with the packages of policies.custom" },
  },
  async run(args, io) {
    const flags = args as unknown as Flags;
    const today = new Date().toISOString().slice(0, 10);
    checkFlags(flags, today);
    const { checkFile } = await import("../check/check-file.js");
    const outcome = await checkFile(flags, io, { today });
    if (!outcome.ok) {
      io.stderr.write(`${formatProblems(outcome.problems, { color: io.color })}\n`);
      return 2;
    }
    const finding = outcome.result.report.findings.find(
      ({ fingerprint, status }) => fingerprint === flags.fingerprint && status === "fail",
    );
    if (!finding) throw noSuchFinding(flags.fingerprint);
    const [{ addExemption }, { writeWhole }, { wholeOf }] = await Promise.all([
      import("../../blueprints/manifest/exempt.js"),
      import("../write-whole.js"),
      import("../../policies/exemptions/apply.js"),
    ]);
    const path = resolve(io.cwd, flags.manifest);
    const { owner, reason, expires } = flags;
    const { address } = finding.resource;
    const exemption = {
      rule: finding.rule,
      resource: address === "environment" ? wholeOf(outcome.result.environment) : address,
      fingerprint: finding.fingerprint,
      owner,
      reason,
      expires,
    };
    const edited = addExemption(readFileSync(path, "utf8"), exemption, outcome.result.environment);
    if (!edited.ok) {
      io.stderr.write(`${formatProblems(edited.problems, { color: io.color })}\n`);
      return 2;
    }
    writeWhole(path, edited.value);
    io.stdout.write(`${flags.manifest}: ${finding.rule} is excused on ${finding.resource.address} until ${expires}\n`);
    return 0;
  },
};

function checkFlags({ owner, reason, expires }: Flags, today: string): void {
  const refuse = (message: string, fix: string) => new ScalekitError({ code: "SK6008", message, fix });
  for (const [name, text] of [
    ["owner", owner],
    ["reason", reason],
  ] as const)
    if (text.trim() === "")
      throw refuse(`--${name} is empty`, `say who answers for it and why, with --owner and --reason`);
  const end = Date.parse(`${expires}T00:00:00Z`);
  const days = (end - Date.parse(`${today}T00:00:00Z`)) / 86_400_000;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(expires) || Number.isNaN(end) || new Date(end).toISOString().slice(0, 10) !== expires)
    throw refuse(`${expires.slice(0, 40)} is no day`, "write it as year-month-day, such as 2027-03-31");
  if (days < 0) throw refuse(`${expires} is past`, "choose a day to come");
  if (days > MOST_DAYS)
    throw refuse(`${expires} is more than a year away`, "choose a nearer day; it can be written again then");
}

const noSuchFinding = (fingerprint: string): ScalekitError =>
  new ScalekitError({
    code: "SK6007",
    message: `no failure has the fingerprint ${fingerprint.slice(0, 40)}`,
    fix: "take it from `scalekit check`; what is excused or not known needs no exemption",
  });
