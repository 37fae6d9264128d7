import type { GraphResource } from "../blueprints/graph/graph";
import { stepsOf } from "../blueprints/graph/values";
import type { Exemption, Level, PolicySettings } from "../blueprints/manifest/manifest";
import type { Source } from "../blueprints/manifest/source";
import type { Tier } from "../blueprints/tiers/tier";
import { addressOf } from "./address";
import type { Judgement } from "./evaluate";
import { EXEMPTION_ABOUT, type ExemptionRule } from "./exemptions/about";
import { matchExemptions } from "./exemptions/apply";
import type { Finding, PolicyReport } from "./finding";
import { fingerprintOf } from "./fingerprint";
import { levelOf } from "./levels";
import type { Rule, Severity } from "./rule";

export interface ReportOptions {
  readonly tier: Tier;
  /** Name of the environment: exemptions that name another's resources are left alone. Without it all are matched. */
  readonly environment?: string;
  readonly settings: Pick<PolicySettings, "packs" | "levels" | "unknown" | "exemptions">;
  /** Day on which exemptions are judged: year-month-day, in UTC. */
  readonly today: string;
  /** Where exemption number `index` is written. */
  readonly exemptionSource?: (index: number) => Source | undefined;
}

/** Rules that are worth running at these settings. */
export const activeRules = (
  rules: readonly Rule[],
  { tier, settings }: Pick<ReportOptions, "tier" | "settings">,
): Rule[] => rules.filter((rule) => levelOf(rule, tier, settings) !== "off");

/** What judgements mean under these settings: levels, exemptions, places. Pure; `resources` are all that were judged. */
export function reportOf(
  judgements: readonly Judgement[],
  rules: readonly Rule[],
  resources: readonly GraphResource[],
  options: ReportOptions,
): PolicyReport {
  const { tier, settings } = options;
  const levels = new Map(rules.map((rule) => [rule.id, levelOf(rule, tier, settings)]));
  const judged = judgements.filter(({ rule }) => levels.get(rule.id) !== "off");
  const drafts = judged.flatMap((judgement) => draft(judgement, levels.get(judgement.rule.id) ?? "off", options));
  const failing = drafts.filter(({ finding }) => finding.status === "fail");
  const matching = matchExemptions(
    failing,
    settings.exemptions,
    resources.map(addressOf),
    options.today,
    options.environment,
  );
  const findings = drafts.map((item): Finding => {
    const exemption = matching.excused.get(item);
    return exemption ? { ...item.finding, status: "exempt", blocks: false, exemption } : item.finding;
  });
  const aboutExemptions = [
    ...matching.expired.map((exemption) => about("policy/exemption-expired", exemption, options)),
    ...matching.unused.map((exemption) => about("policy/exemption-unused", exemption, options)),
    ...matching.tooBroad.map((exemption) => about("policy/exemption-too-broad", exemption, options)),
  ].flatMap((finding) => finding ?? []);
  const all = [...findings, ...aboutExemptions].sort(byWeight);
  const seen = new Set(judged.map(({ rule }) => rule.id));
  const count = (status: Finding["status"]): number => all.filter((finding) => finding.status === status).length;
  return {
    findings: all,
    summary: {
      fail: count("fail"),
      unknown: count("unknown"),
      exempt: count("exempt"),
      pass: judged.filter(({ verdict }) => verdict.verdict === "pass").length,
    },
    rules: [...levels.values()].filter((level) => level !== "off").length,
    notApplicable: [...levels].filter(([id, level]) => level !== "off" && !seen.has(id)).map(([id]) => id),
  };
}

interface Draft {
  readonly rules: readonly string[];
  readonly address: string;
  readonly fingerprint: string;
  readonly finding: Finding;
}

function draft({ rule, subject, verdict }: Judgement, level: Level, { tier, settings }: ReportOptions): Draft[] {
  if (verdict.verdict === "pass" || level === "off") return [];
  const address = addressOf(subject);
  const fingerprint = fingerprintOf(rule.aliases?.[0] ?? rule.id, address, verdict.key);
  const source = sourceAt(subject, verdict.input);
  const severity = rule.severity[tier];
  const finding: Finding = {
    rule: rule.id,
    title: rule.title,
    severity: severity === "none" ? "info" : severity,
    level,
    status: verdict.verdict,
    blocks: level === "mandatory" && (verdict.verdict === "fail" || settings.unknown === "mandatory"),
    resource: {
      id: subject.id,
      type: subject.type,
      name: subject.name,
      address,
      ...(subject.region !== undefined && { region: subject.region }),
    },
    stack: subject.stack,
    ...(subject.part !== undefined && { part: subject.part }),
    message: verdict.verdict === "fail" ? verdict.message : `cannot see ${verdict.missing}`,
    fix: (verdict.verdict === "fail" && verdict.fix) || rule.fix,
    ...(verdict.input !== undefined && { input: verdict.input }),
    ...(source && { source }),
    fingerprint,
    related: verdict.verdict === "fail" ? (verdict.related ?? []).map(addressOf) : [],
  };
  if (verdict.verdict === "unknown" && settings.unknown === "off") return [];
  return [{ rules: [rule.id, ...(rule.aliases ?? [])], address, fingerprint, finding }];
}

/** Source of the nearest input above a path, else the resource's own. */
export function sourceAt(resource: GraphResource, path: string | undefined): Source | undefined {
  for (let steps = path === undefined ? [] : stepsOf(path); steps.length > 0; steps = steps.slice(0, -1)) {
    const source = resource.sources[steps.join(".")];
    if (source) return source;
  }
  return resource.sources[""];
}

function about(id: ExemptionRule, exemption: Exemption, options: ReportOptions): Finding | undefined {
  const level: Level = options.settings.levels[id] ?? options.settings.levels["policy/*"] ?? "advisory";
  if (level === "off") return undefined;
  const { title, fix } = EXEMPTION_ABOUT[id];
  const source = options.exemptionSource?.(options.settings.exemptions.indexOf(exemption));
  const severity: Severity = "warning";
  return {
    rule: id,
    title,
    severity,
    level,
    status: "fail",
    blocks: level === "mandatory",
    resource: { id: "environment", type: "scalekit:index:Exemption", name: exemption.rule, address: "environment" },
    stack: "",
    message: MESSAGES[id](exemption),
    fix,
    ...(source && { source }),
    fingerprint: fingerprintOf(id, exemption.rule, exemption.fingerprint),
    related: [exemption.resource],
  };
}

const MESSAGES: Readonly<Record<ExemptionRule, (exemption: Exemption) => string>> = {
  "policy/exemption-expired": ({ rule, expires, owner }) => `the exemption from ${rule} (${owner}) ended on ${expires}`,
  "policy/exemption-unused": ({ rule, fingerprint }) =>
    `the exemption from ${rule} excuses nothing: no failure has the fingerprint ${fingerprint}`,
  "policy/exemption-too-broad": ({ rule, resource }) =>
    `the exemption from ${rule} names ${resource}, which fits several resources`,
};

const WEIGHT: readonly Severity[] = ["error", "warning", "info"];
const STATUS: readonly Finding["status"][] = ["fail", "unknown", "exempt"];

function byWeight(a: Finding, b: Finding): number {
  return (
    Number(b.blocks) - Number(a.blocks) ||
    STATUS.indexOf(a.status) - STATUS.indexOf(b.status) ||
    WEIGHT.indexOf(a.severity) - WEIGHT.indexOf(b.severity) ||
    compare(a.rule, b.rule) ||
    compare(a.resource.address, b.resource.address) ||
    compare(a.fingerprint, b.fingerprint)
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
