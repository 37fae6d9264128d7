import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, declaring, withInputs, withMore } from "../../change-sample";
import { globalSample } from "../../facts/global-sample";
import { type GlobalGroup, globalDatabases } from "../../facts/links";
import { parametersOf, RPO_PARAMETER } from "../../facts/parameters";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref } from "../../sample";
import { TYPES } from "../../types";
import { together } from "../../world/together";
import type { World } from "../../world/world";

/** What Aurora takes at least, in seconds [the source below, setting the recovery point objective]. */
const LEAST_SECONDS = 20;

const bound = (value: string) => ({ parameters: [{ name: RPO_PARAMETER, value }] });
const compliant = changed(
  globalSample,
  withMore({ type: TYPES.dbClusterParameterGroup, name: "bounded", inputs: bound("60") }),
  withInputs("orders-eu", { dbClusterParameterGroupName: ref("bounded") }),
  declaring({ rpoSeconds: 60 }),
);

export const globalRpoParameter = rule({
  id: "db/global-rpo-parameter",
  title: "Where a global database bounds what a region's loss may cost, the bound is one that helps",
  scope: "environment",
  severity: perTier("none", "none", "info", "warning"),
  why: "rds.global_db_rpo makes the writer stop commits while every secondary lags by more than it says. Above the objective it protects nothing; set on the only secondary too, writes may stop after a failover, when there is nothing left that could catch up.",
  source:
    "Managing RPOs for Aurora PostgreSQL global databases, https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-disaster-recovery.html",
  fix: "set rds.global_db_rpo in the primary's cluster parameter group to at least 20 seconds and at most the recovery point objective, or leave it out: while it holds, commits wait for a secondary that is in time",
  types: [TYPES.globalCluster, TYPES.dbCluster, TYPES.dbClusterParameterGroup],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("bounded", bound("300"))) },
  subjects: (world) => globalDatabases(world).flatMap(({ primary }) => primary ?? []),
  judge(primary, world) {
    const database = globalDatabases(world).find((group) => group.primary === primary);
    if (database === undefined || world.text(primary, "engine") !== "aurora-postgresql") return undefined;
    const written = boundOf(primary, world);
    if (written === undefined) return undefined;
    return together([() => judgeBound(written, world), () => judgeSecondary(database, world)]);
  },
});

function judgeBound(written: string, world: World): Verdict {
  const seconds = Number(written);
  const input = "dbClusterParameterGroupName";
  if (!Number.isInteger(seconds) || seconds < LEAST_SECONDS)
    return fail(`sets ${RPO_PARAMETER} to ${written} where Aurora takes ${LEAST_SECONDS} seconds or more`, { input });
  const objective = world.declared("rpoSeconds");
  if (seconds <= objective) return pass();
  return fail(`lets secondaries lag by ${seconds} seconds where the objective is to lose ${objective} at most`, {
    input,
  });
}

/** After a failover the secondary writes, and the region that could catch up is gone. */
function judgeSecondary({ secondaries }: GlobalGroup, world: World): Verdict | undefined {
  const [only, ...more] = secondaries;
  if (only === undefined || more.length > 0 || boundOf(only, world) === undefined) return undefined;
  return fail(`has one secondary, which sets ${RPO_PARAMETER} too: after a failover to it commits may stop`, {
    key: "secondary",
    related: [only],
  });
}

/** Nothing where no group is named, its group does not set it, or it is a group of AWS's own that nobody can change. */
function boundOf(cluster: GraphResource, world: World): string | undefined {
  const input = "dbClusterParameterGroupName";
  const name = world.peek(cluster, input);
  if (name === undefined || (typeof name === "string" && name.startsWith("default."))) return undefined;
  const [group] = world.follow(cluster, input, TYPES.dbClusterParameterGroup);
  return group && parametersOf(group, world).get(RPO_PARAMETER);
}
