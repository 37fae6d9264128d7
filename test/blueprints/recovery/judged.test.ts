import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import facts from "../../../blueprints/facts/recovery.json";
import type { Demand } from "../../../blueprints/recovery/demand";
import { prove } from "../../../blueprints/recovery/prove";
import type { Range } from "../../../blueprints/recovery/range";
import type { Topology } from "../../../blueprints/topology/topology";
import { range, time } from "../../../cli/reporters/prove/words";
import judged from "./judged.json";
import { setting, topologyOf } from "./sample";

interface System {
  readonly store?: string;
  readonly standbys?: number;
  readonly proxy?: boolean;
  readonly regions?: number;
  readonly routing?: string;
  readonly alarm?: { readonly period: number; readonly datapoints: number };
  readonly hitRate?: number;
}

/** What the source says of a system, and nothing that it does not say. */
function topologyFor({ store, standbys = 0, proxy = false, regions = 1, routing, alarm }: System): Topology {
  const base = topologyOf({ regions, standbys, proxy, global: false });
  const kinds = { aurora: "aurora", rds: "rds", cache: "cache" } as const;
  const kind = store === "aurora" || store === "rds" || store === "cache" ? kinds[store] : undefined;
  return {
    ...base,
    entries:
      routing === undefined
        ? []
        : base.entries.map((entry) => ({
            ...entry,
            routing,
            members: entry.members.map(({ probe: _, ...member }) => ({
              ...member,
              ttl: setting("alias.ttl", facts.defaults.aliasTtl.value),
              followsTargets: true,
            })),
          })),
    // Where it runs is not told: containers that change all at once are the quickest to roll out.
    pools: base.pools.map(({ probe: _, deregistration: __, ...pool }) => ({
      ...pool,
      kind: "tasks" as const,
      rollout: { batch: setting("service.batch", 100), goesBack: false },
    })),
    stores: kind === undefined ? [] : base.stores.map((each) => ({ ...each, kind })),
    alarms: alarm
      ? [
          {
            name: "alert",
            region: "eu-west-1",
            period: setting("alarm.period", alarm.period),
            datapoints: setting("alarm.datapointsToAlarm", alarm.datapoints),
          },
        ]
      : [],
  };
}

type Case = (typeof judged.cases)[number];

function predicted({ system, scenario }: Case): Range {
  const { hitRate } = system as System;
  const demand: Demand = hitRate === undefined ? {} : { measured: { hitRate } };
  const [proof] = prove(topologyFor(system as System), demand, [scenario]).proofs;
  if (!proof) throw new Error(`nothing suffers ${scenario}`);
  return proof.rto;
}

/** A hit: all that was seen is within the range. */
function verdict({ seconds }: Case, { min, max }: Range): "hit" | "too slow" | "too quick" {
  const [least = 0, most = least] = seconds;
  if (least < min) return "too slow";
  return most > max ? "too quick" : "hit";
}

const seen = ([least = 0, most = least]: readonly number[]): string =>
  least === most ? time(least) : `${time(least)} to ${time(most)}`;

function table(): string {
  const rows = judged.cases.map((each) => {
    const found = predicted(each);
    return `| [${each.id}](${each.source}) | ${each.scenario} | ${seen(each.seconds)} | ${range(found)} | ${verdict(each, found)} | ${each.why} |`;
  });
  const hits = judged.cases.filter((each) => verdict(each, predicted(each)) === "hit").length;
  return [
    `${hits} of ${judged.cases.length} are within the range.`,
    "",
    "| what happened | scenario | seen | the model says | | because |",
    "|---|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}

const MARKED = /(<!-- judged -->\n)([\s\S]*?)(\n<!-- \/judged -->)/;

test("docs/recovery.md publishes what the model says of each case, hits and misses", () => {
  const file = join(__dirname, "../../../docs/recovery.md");
  const page = readFileSync(file, "utf8");
  // `UPDATE_GOLDEN=1` writes it anew: read the difference before it is committed.
  if (process.env.UPDATE_GOLDEN)
    writeFileSync(
      file,
      page.replace(MARKED, (_all, open: string, _old: string, close: string) => `${open}${table()}${close}`),
    );
  expect(MARKED.exec(readFileSync(file, "utf8"))?.[2]).toBe(table());
});

test("no number of the model comes from a source that it is judged by", () => {
  const text = JSON.stringify(facts);
  for (const { source } of judged.cases) expect(text).not.toContain(source);
});

test("a miss is seen as one, on either side", () => {
  const [first] = judged.cases;
  if (!first) throw new Error("no case");
  const found = { min: 20, typical: 30, max: 40 };
  const seconds = [
    [20, 40],
    [19, 40],
    [20, 41],
  ];
  expect(seconds.map((each) => verdict({ ...first, seconds: each }, found))).toEqual(["hit", "too slow", "too quick"]);
});
