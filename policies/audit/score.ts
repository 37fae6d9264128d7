import { groupBy } from "../../blueprints/group-by";
import { addressOf } from "../address";
import type { Judgement } from "../evaluate";
import type { Finding } from "../finding";
import type { Rule } from "../rule";
import { worst } from "../world/worst";
import { areaOf, OBJECTIVES, type Objective, objectiveOf } from "./objectives";

/**
 * How far something is from a tier. Each rule that the tier demands and that has something to judge counts alike, up to
 * `100 / rules` points, by the share of its resources that obey. What cannot be seen counts neither way.
 */
export interface Score {
  /** 0 to 100, rounded down: 100 only where nothing that the tier demands fails. Undefined where no rule could be judged. */
  readonly value?: number;
  /** Rules that count. */
  readonly rules: number;
  readonly areas: readonly PartialScore[];
  readonly objectives: readonly PartialScore[];
  /** What costs points, dearest first. */
  readonly gaps: readonly Gap[];
}

export interface PartialScore {
  readonly name: string;
  readonly value: number;
  readonly rules: number;
  /** Points of the whole score that are missing here. */
  readonly lost: number;
}

export interface Gap {
  readonly rule: string;
  readonly title: string;
  readonly objective: Objective;
  /** Points of the whole score that closing it gives. */
  readonly points: number;
  /** Addresses of what fails, sorted. */
  readonly resources: readonly string[];
  readonly judged: number;
  readonly why: string;
  readonly fix: string;
}

interface Share {
  readonly rule: Rule;
  readonly obey: number;
  readonly fail: readonly string[];
}

/** @param findings of the report: excused failures count neither way, and fixes are taken from them */
export function scoreOf(
  judgements: readonly Judgement[],
  findings: readonly Finding[],
  demanded: ReadonlySet<string>,
): Score {
  const excused = new Set(
    findings.filter(({ status }) => status === "exempt").map(({ rule, resource }) => `${rule}\n${resource.address}`),
  );
  const shares = sharesOf(
    judgements.filter(({ rule }) => demanded.has(rule.id)),
    excused,
  );
  const each = shares.length === 0 ? 0 : 100 / shares.length;
  const lostBy = ({ obey, fail }: Share): number => (each * fail.length) / (obey + fail.length);
  const fixes = new Map(findings.map(({ rule, resource, fix }) => [`${rule}\n${resource.address}`, fix]));
  const gaps = shares
    .filter(({ fail }) => fail.length > 0)
    .map((share): Gap => {
      const { rule, obey, fail } = share;
      return {
        rule: rule.id,
        title: rule.title,
        objective: objectiveOf(rule.id),
        points: lostBy(share),
        resources: fail,
        judged: obey + fail.length,
        why: rule.why,
        fix: fixes.get(`${rule.id}\n${fail[0]}`) ?? rule.fix,
      };
    })
    .sort((a, b) => b.points - a.points || (a.rule < b.rule ? -1 : 1));
  const lost = gaps.reduce((sum, { points }) => sum + points, 0);
  const partial = (nameOf: (rule: string) => string): PartialScore[] =>
    [...groupBy(shares, ({ rule }) => nameOf(rule.id))].map(([name, own]) => {
      const missing = own.reduce((sum, share) => sum + lostBy(share), 0);
      return {
        name,
        rules: own.length,
        lost: missing,
        value: whole(100 - (100 * missing) / (own.length * each), missing),
      };
    });
  return {
    ...(shares.length > 0 && { value: whole(100 - lost, lost) }),
    rules: shares.length,
    areas: partial(areaOf).sort((a, b) => (a.name < b.name ? -1 : 1)),
    objectives: partial(objectiveOf).sort(
      (a, b) => OBJECTIVES.indexOf(a.name as Objective) - OBJECTIVES.indexOf(b.name as Objective),
    ),
    gaps,
  };
}

/** Rounded down, so that 100 means whole; sums of shares leave crumbs. */
const whole = (value: number, lost: number): number =>
  lost === 0 ? 100 : Math.max(0, Math.min(99, Math.floor(value + 1e-9)));

/** One answer a rule and resource: the worst that it says there. */
function sharesOf(judgements: readonly Judgement[], excused: ReadonlySet<string>): Share[] {
  const rules = new Map<Rule, Map<string, Judgement["verdict"]["verdict"][]>>();
  for (const { rule, subject, verdict } of judgements) {
    const address = addressOf(subject);
    if (excused.has(`${rule.id}\n${address}`) && verdict.verdict === "fail") continue;
    const said = rules.get(rule) ?? new Map<string, Judgement["verdict"]["verdict"][]>();
    rules.set(rule, said);
    const there = said.get(address);
    if (there) there.push(verdict.verdict);
    else said.set(address, [verdict.verdict]);
  }
  return [...rules].flatMap(([rule, said]) => {
    const verdicts = [...said].map(([address, all]) => [address, worst(all)] as const);
    const fail = verdicts.flatMap(([address, verdict]) => (verdict === "fail" ? [address] : [])).sort();
    const obey = verdicts.filter(([, verdict]) => verdict === "pass").length;
    return fail.length + obey === 0 ? [] : [{ rule, obey, fail }];
  });
}
