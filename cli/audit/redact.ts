import { createHmac, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ScalekitError } from "../../blueprints/problems/problem";
import { shortType } from "../../policies/address";
import type { Gap } from "../../policies/audit/score";
import type { SinglePoint } from "../../policies/audit/single-points";
import type { Finding } from "../../policies/finding";
import type { Rule } from "../../policies/rule";
import { TYPES } from "../../policies/types";
import type { AuditResult } from "./document";
import { roomWords } from "./large-file";

/** Where the key of this folder's pseudonyms is kept: whoever has it can test a guess, so it is nobody else's to read. */
export const keyFile = (cwd: string): string => join(cwd, ".scalekit", "redact.key");

/**
 * The key that makes pseudonyms stable: SCALEKIT_REDACT_KEY, else this folder's, made on first use.
 * @throws ScalekitError SK6013 where the folder's key cannot be kept
 */
export function redactKey(cwd: string, env: NodeJS.ProcessEnv): string {
  if (env.SCALEKIT_REDACT_KEY) return env.SCALEKIT_REDACT_KEY;
  const file = keyFile(cwd);
  try {
    mkdirSync(dirname(file), { recursive: true });
    // Two that begin together agree on the one who was first.
    writeFileSync(file, `${randomBytes(32).toString("hex")}\n`, { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST")
      throw new ScalekitError(
        {
          code: "SK6013",
          message: `the key of the pseudonyms cannot be kept in ${file}`,
          fix: "set SCALEKIT_REDACT_KEY to a secret of your own",
        },
        2,
        { cause: error },
      );
  }
  return readFileSync(file, "utf8").trim();
}

/**
 * The result with pseudonyms for every name, and the rules' own words in place of messages, which quote values. Types, regions,
 * rules and counts stay. The same name gets the same pseudonym under the same key.
 */
export function redact(result: AuditResult, rules: readonly Rule[], key: string): AuditResult {
  const hash = (text: string): string => createHmac("sha256", key).update(text).digest("hex");
  const named = (kind: string, text: string): string => `${kind}-${hash(text).slice(0, 8)}`;
  const known = new Map<string, string>();
  /** Stack, type and name, each by itself, so that one stack's resources are seen to belong together. */
  const address = (text: string): string => {
    const there = known.get(text);
    if (there !== undefined) return there;
    const [, stack = "", type = "", name = ""] = /^(.*)\/([^/]+)\/([^/]*)$/s.exec(text) ?? [];
    const hidden =
      type === ""
        ? text === "environment"
          ? text
          : named("resource", text)
        : `${named("stack", stack)}/${safeType(type)}/${named("name", name)}`;
    known.set(text, hidden);
    return hidden;
  };
  const ruleNamed = new Map<string, Rule>(rules.map((rule) => [rule.id, rule]));
  const finding = (one: Finding): Finding => {
    const { input: _, source, part: __, exemption: ___, ...rest } = one;
    const rule = ruleNamed.get(one.rule);
    return {
      ...rest,
      resource: {
        ...one.resource,
        id: address(one.resource.address),
        type: safeType(one.resource.type),
        name: named("name", one.resource.name),
        address: address(one.resource.address),
      },
      stack: one.stack === "" ? "" : named("stack", one.stack),
      message: one.status === "unknown" ? "cannot see a value that this rule needs" : one.title,
      fix: rule?.fix ?? one.title,
      ...(source && "file" in source && { source: { file: named("file", source.file), line: 1, column: 1 } }),
      fingerprint: hash(one.fingerprint).slice(0, 16),
      related: one.related.map(address),
    };
  };
  const gap = (one: Gap): Gap => ({
    ...one,
    resources: one.resources.map(address).sort(),
    fix: ruleNamed.get(one.rule)?.fix ?? one.title,
  });
  const point = (one: SinglePoint): SinglePoint => ({
    ...one,
    resource: {
      id: address(one.resource.address),
      type: safeType(one.resource.type),
      name: named("name", one.resource.name),
      address: address(one.resource.address),
    },
    because: one.rules.map((rule) => ruleNamed.get(rule)?.title ?? rule),
    takes: one.takes.map(address),
    names: one.names.map((name) => named("host", name)),
  });
  const unmapped = new Map<string, number>();
  for (const [type, count] of Object.entries(result.unmapped))
    unmapped.set(safeType(type), (unmapped.get(safeType(type)) ?? 0) + count);
  // These are made of names; the command line refuses them beside --redact.
  const { patch: _, manifest: __, comparison: ___, adoption: ____, ...shown } = result;
  return {
    ...shown,
    sources: result.sources.map((source) => ({ ...source, name: named("file", source.name) })),
    skipped: result.skipped.map(({ name, partly }) => ({
      name: named("file", name),
      why: partly ? roomWords(partly) : "it is in no format that scalekit reads",
      ...(partly && { partly }),
    })),
    unmapped: Object.fromEntries(unmapped),
    report: { ...result.report, findings: result.report.findings.map(finding) },
    score: { ...result.score, gaps: result.score.gaps.map(gap) },
    singlePoints: result.singlePoints.map(point),
    redacted: true,
  };
}

const PUBLIC =
  /^(aws|kubernetes|cloudflare|random|scalekit|pulumi|tls):|^AWS::|^(data\.)?(aws|kubernetes|cloudflare|random|tls)_/;
/** As addresses write the types that rules know. */
const PUBLIC_SHORT: ReadonlySet<string> = new Set(
  [...Object.values(TYPES), "scalekit:index:Environment"].map(shortType),
);

/** A type that a provider published says nothing of its owner; a team's own type may be named after the team. */
const safeType = (type: string): string => (PUBLIC.test(type) || PUBLIC_SHORT.has(type) ? type : "own:type");
