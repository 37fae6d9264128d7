import { basename, join, relative, resolve } from "node:path";
import type { Resolved } from "../../blueprints/manifest/manifest";
import { clean, formatProblems } from "../../blueprints/problems/format";
import { type Outcome, type Problem, ScalekitError } from "../../blueprints/problems/problem";
import { TIERS, type Tier } from "../../blueprints/tiers/tier";
import type { AuditResult } from "../audit/document";
import type { Compared } from "../audit/manifest";
import type { Gathered, Given } from "../audit/sources";
import type { Command, Io } from "../command";
import { FORMATS, parseOutput } from "../output-flag";
import type { CheckFormat } from "../reporters/check";

interface Flags {
  readonly files: readonly string[];
  readonly stack?: readonly string[];
  readonly manifest?: string;
  readonly env?: string;
  readonly tier?: Tier;
  readonly region?: string;
  readonly baseline?: string;
  readonly redact?: boolean;
  readonly patch?: string;
  readonly writeManifest?: string;
  readonly compare?: string;
  readonly importFiles?: string;
  readonly force: boolean;
  readonly format: CheckFormat;
  readonly output?: readonly string[];
  readonly details: boolean;
  readonly timeLimit: number;
}

export const audit: Command = {
  command: "audit [files..]",
  describe: "judge what already exists, whatever made it: score, what breaks first, and what to change",
  examples: [
    ["scalekit audit terraform.tfstate", "a Terraform or OpenTofu state; the tier is the first that it misses"],
    ["scalekit audit eu.json us.json dns.json --tier global", "several exports are one system"],
    ["scalekit audit cdk.out", "a folder: CDK output, a Pulumi file backend, templates, manifests"],
    ["kubectl get all -A -o yaml | scalekit audit -", "from standard input"],
    ["scalekit audit --stack acme/shop/production", "a live stack, as the engine exports it"],
    ["scalekit audit state.json --baseline last.json", "only what is new since an earlier audit decides"],
    ["scalekit audit terraform.tfstate --patch fix", "the changes that put it right, in HCL"],
    ["scalekit audit terraform.tfstate --write-manifest", "the scalekit.yaml that comes closest, and how far it is"],
    [
      "scalekit audit eu.json us.json --compare scalekit.yaml",
      "what a manifest's plan has in common with what is there",
    ],
    [
      "scalekit audit state.json --compare scalekit.yaml --import-files adopt",
      "files that adopt it into scalekit's stacks",
    ],
    ["scalekit audit state.json --redact --output markdown=report.md", "a report that can be shown to others"],
  ],
  options: {
    stack: {
      type: "string",
      array: true,
      requiresArg: true,
      describe: "Pulumi stack to export with the engine (in this folder, with its login)",
    },
    manifest: {
      alias: "f",
      type: "string",
      requiresArg: true,
      normalize: true,
      describe: "manifest that says what the system is for: its tier, objectives, levels and exemptions count",
    },
    env: { type: "string", requiresArg: true, describe: "environment of the manifest" },
    tier: { type: "string", choices: TIERS, describe: "tier to judge against (default: the first that it misses)" },
    region: { type: "string", requiresArg: true, describe: "region of resources that do not show theirs" },
    baseline: { type: "string", requiresArg: true, describe: "JSON document of an earlier audit to compare with" },
    patch: {
      type: "string",
      requiresArg: true,
      conflicts: ["redact"],
      describe: "folder to write the changes to, in the owner's language (HCL, CloudFormation, Pulumi, Kubernetes)",
    },
    "write-manifest": {
      type: "string",
      conflicts: ["redact"],
      describe:
        "write the manifest that comes closest (default: scalekit.yaml) and compare its plan with what is there",
    },
    compare: {
      type: "string",
      requiresArg: true,
      conflicts: ["redact", "write-manifest"],
      describe: "manifest whose plan to compare with what is there",
    },
    "import-files": {
      type: "string",
      requiresArg: true,
      conflicts: ["redact"],
      describe:
        "folder for a `pulumi import --file` of each stack of that manifest, which adopts what is there unchanged",
    },
    force: {
      type: "boolean",
      default: false,
      describe: "overwrite what --write-manifest and --import-files wrote before",
    },
    redact: {
      type: "boolean",
      describe: "pseudonyms for every name, so that the report can be shared",
    },
    format: { type: "string", choices: FORMATS, default: "text", describe: "how to print the result" },
    output: {
      type: "string",
      array: true,
      requiresArg: true,
      describe: "also write a report to a file: FORMAT=FILE",
    },
    details: { type: "boolean", default: false, describe: "everything, one by one" },
    "time-limit": { type: "number", default: 60, describe: "seconds after which judging stops with an error" },
  },
  async run(args, io) {
    const flags = args as unknown as Flags;
    const outputs = (flags.output ?? []).map(parseOutput);
    if (!(flags.timeLimit > 0))
      throw new ScalekitError({ code: "SK6004", message: "--time-limit is no time", fix: "give seconds, such as 60" });
    if (flags.importFiles !== undefined && flags.writeManifest === undefined && flags.compare === undefined)
      throw new ScalekitError({
        code: "SK6004",
        message: "--import-files needs a manifest whose stacks adopt what is there",
        fix: "add --compare scalekit.yaml, or --write-manifest",
      });
    const manifestFile = flags.writeManifest === undefined ? undefined : flags.writeManifest || "scalekit.yaml";
    if (manifestFile !== undefined) {
      const { refuseToOverwrite } = await import("../audit/manifest.js");
      refuseToOverwrite(io.cwd, manifestFile, flags.force);
    }
    const found = await audited(flags, io);
    const result = "problems" in found ? found : await besideManifest(found, manifestFile, flags, io);
    if ("problems" in result) {
      io.stderr.write(`${formatProblems(result.problems, { color: io.color })}\n`);
      return 2;
    }
    const [{ renderAudit }, { decisive }, { writeWhole }, { RULES }] = await Promise.all([
      import("../reporters/audit/index.js"),
      import("../audit/document.js"),
      import("../write-whole.js"),
      import("../../policies/rules/index.js"),
    ]);
    const style = { color: io.color, width: io.stdout.columns ?? 100, details: flags.details };
    for (const { format, file } of outputs)
      writeWhole(resolve(io.cwd, file), renderAudit(format, result, RULES, { ...style, color: false, width: 100 }));
    if (flags.patch !== undefined) await writePatch(result, resolve(io.cwd, flags.patch));
    io.stdout.write(renderAudit(flags.format, result, RULES, style));
    return decisive(result).length > 0 ? 1 : 0;
  },
};

async function writePatch({ patch }: AuditResult, folder: string): Promise<void> {
  const { makeFolder, writeWhole } = await import("../write-whole.js");
  makeFolder(folder);
  for (const { name, text } of patch?.files ?? []) writeWhole(join(folder, name), text);
}

interface Audited {
  readonly result: AuditResult;
  readonly gathered: Gathered;
}

/** The result with the manifest that was asked for, written or compared with. */
async function besideManifest(
  { result, gathered }: Audited,
  file: string | undefined,
  flags: Flags,
  io: Io,
): Promise<AuditResult | { readonly problems: readonly Problem[] }> {
  if (file === undefined && flags.compare === undefined) return result;
  const { inferred, comparedWith, understood } = await import("../audit/manifest.js");
  if (file === undefined) {
    const manifest = flags.compare ?? "";
    const given = await manifestOf(flags, manifest, io);
    if (!given.ok) return { problems: given.problems };
    const compared = await comparedWith(gathered, given.value, io.cwd, manifest);
    return { ...result, comparison: compared.comparison, ...(await adopted(compared, manifest, flags, io)) };
  }
  const { text, ...manifest } = inferred(gathered, result.tier, io.cwd, file);
  const compared = await comparedWith(gathered, understood(text, file, manifest.environment), io.cwd, file);
  const { saveManifest } = await import("../init/save.js");
  await saveManifest(resolve(io.cwd, file), text, { manifest: file, force: flags.force });
  io.stderr.write(`wrote ${clean(file)}: answer its questions, then \`scalekit plan -f ${clean(file)}\`\n`);
  return {
    ...result,
    manifest: { ...manifest, file },
    comparison: compared.comparison,
    ...(await adopted(compared, file, flags, io)),
  };
}

async function adopted(
  compared: Compared,
  manifest: string,
  flags: Flags,
  { cwd }: Io,
): Promise<Pick<AuditResult, "adoption">> {
  if (flags.importFiles === undefined) return {};
  const { writeAdoption } = await import("../audit/adopt/write.js");
  return { adoption: writeAdoption(compared, { cwd, folder: flags.importFiles, manifest, force: flags.force }) };
}

async function audited(flags: Flags, io: Io): Promise<Audited | { readonly problems: readonly Problem[] }> {
  const [{ gather }, { auditGathered, compareWith }] = await Promise.all([
    import("../audit/sources.js"),
    import("../audit/audit.js"),
  ]);
  const resolved = flags.manifest === undefined ? undefined : await manifestOf(flags, flags.manifest, io);
  if (resolved && !resolved.ok) return { problems: resolved.problems };
  const baseline = flags.baseline === undefined ? undefined : await baselineOf(flags, flags.baseline, io);
  const names = flags.files.map(String);
  const gathered = gather(
    names.filter((name) => name !== "-"),
    {
      cwd: io.cwd,
      ...(flags.region !== undefined && { region: flags.region }),
      given: [...(names.includes("-") ? [await inputOf(io)] : []), ...(await exported(flags.stack ?? [], io))],
    },
  );
  if ("problems" in gathered) return gathered;
  if (gathered.warnings.some(({ code }) => code === "SK3042"))
    io.stderr.write(
      `${formatProblems(
        gathered.warnings.filter(({ code }) => code === "SK3042"),
        { color: io.color },
      )}\n`,
    );
  const result = auditGathered({
    gathered,
    ...(flags.tier !== undefined && { tier: flags.tier }),
    ...(resolved && { resolved: resolved.value }),
    today: new Date().toISOString().slice(0, 10),
    seconds: flags.timeLimit,
  });
  const shown = flags.redact ? await redacted(result, io) : result;
  return { result: baseline ? compareWith(shown, baseline) : shown, gathered };
}

async function redacted(result: AuditResult, io: Io): Promise<AuditResult> {
  const [{ redact, redactKey }, { RULES }] = await Promise.all([
    import("../audit/redact.js"),
    import("../../policies/rules/index.js"),
  ]);
  return redact(result, RULES, redactKey(io.cwd, io.env));
}

async function manifestOf(flags: Pick<Flags, "env" | "tier">, manifest: string, io: Io): Promise<Outcome<Resolved>> {
  const [{ readManifestFile }, { loadManifest }] = await Promise.all([
    import("../../blueprints/manifest/read.js"),
    import("../../blueprints/manifest/load.js"),
  ]);
  const path = resolve(io.cwd, manifest);
  const shown = relative(io.cwd, path) || manifest;
  const read = await readManifestFile(path, shown);
  if (!read.ok) return read;
  return loadManifest(read.value, shown, {
    ...(flags.env !== undefined && { environment: flags.env }),
    ...(flags.tier !== undefined && { tier: flags.tier }),
  });
}

async function baselineOf(flags: Flags, file: string, io: Io) {
  const { readBaseline } = await import("../audit/baseline.js");
  const baseline = readBaseline(resolve(io.cwd, file), flags.redact === true ? "the baseline" : basename(file));
  if (baseline.redacted !== (flags.redact === true))
    throw new ScalekitError({
      code: "SK6012",
      message: baseline.redacted
        ? `${file} has pseudonyms and this audit has not`
        : `${file} has real names, and this audit has pseudonyms`,
      fix: baseline.redacted ? "say --redact, with the same key" : "compare without --redact, or redact both",
    });
  return baseline;
}

async function inputOf({ stdin }: Io): Promise<Given> {
  const { readStandardInput } = await import("../audit/standard-input.js");
  return { name: "standard input", ...(await readStandardInput(stdin)) };
}

/** What the engine says of live stacks; secrets stay encrypted in it. */
async function exported(stacks: readonly string[], io: Io): Promise<Given[]> {
  if (stacks.length === 0) return [];
  const { exportStack } = await import("../audit/export-stack.js");
  const given: Given[] = [];
  for (const stack of stacks) given.push({ name: stack, text: await exportStack(stack, io) });
  return given;
}
