import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { callersAnywhere, WORKLOADS } from "../../facts/callers";
import { type Link, linksOf } from "../../facts/links";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample, type SampleResource } from "../../sample";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

const service = (name: string, region: string): SampleResource => ({
  type: TYPES.lambda,
  name,
  region,
  inputs: { environment: { variables: { TABLE: ref("carts") } } },
});
const compliant: Sample = {
  resources: [
    { type: TYPES.table, name: "carts", inputs: { name: "carts", replicas: [{ regionName: "us-east-1" }] } },
    service("shop-eu", "eu-west-1"),
    service("shop-us", "us-east-1"),
  ],
};

/**
 * Strong consistency takes this many regions, one of which may be a witness without data to read
 * [docs.aws.amazon.com/AWSCloudFormation, AWS::DynamoDB::GlobalTable GlobalTableWitness].
 */
const STRONG_REGIONS = 3;

export const replicasFollowServices = rule({
  id: "nosql/replicas-follow-services",
  title: "A table has a replica in each region whose services use it",
  scope: "environment",
  severity: perTier("none", "none", "warning", "error"),
  why: "A service reads and writes in its own region. Without a replica there it depends on another region, and goes down with it.",
  source:
    "Overview of global tables (calls should not go across regions), https://docs.aws.amazon.com/prescriptive-guidance/latest/dynamodb-global-tables/overview.html",
  fix: "add a replica in the region that uses the table; for strong consistency have three replicas, or two and a witness",
  types: [TYPES.table, TYPES.tableReplica, ...WORKLOADS],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("carts", { replicas: undefined })) },
  subjects: (world) => world.all(TYPES.table),
  judge(table, world) {
    // A list that is not known ends the judgement here.
    world.list(table, "replicas");
    const links = linksOf(world).filter(({ kind, from }) => kind === "table-replica" && from === table);
    const used = new Set(callersAnywhere(table, world).flatMap(({ resource }) => resource.region ?? []));
    // Nothing to compare: one region, which has the table.
    if (links.length === 0 && [...used].every((region) => region === table.region)) return undefined;
    const strong = strongVerdict(table, links, world);
    return [...lacking(table, links, used, world), ...(strong ? [strong] : [])];
  },
});

/** A verdict for each region that uses the table. A replica that no service uses is a copy on purpose: it may stay. */
function lacking(table: GraphResource, links: readonly Link[], used: ReadonlySet<string>, world: World): Verdict[] {
  const there = new Set([table.region, ...links.map((link) => regionOf(link, world))]);
  return [...used].sort().map((region): Verdict => {
    if (there.has(region)) return pass(region);
    return fail(`is used in ${region}, where it has no replica`, { key: region, input: "replicas" });
  });
}

/** Where a replica is; ends the judgement where that is not known. */
function regionOf({ by, path, toRegion }: Link, world: World): string | undefined {
  return toRegion ?? world.text(by, path === "" ? "region" : `${path}.regionName`);
}

function strongVerdict(table: GraphResource, links: readonly Link[], world: World): Verdict | undefined {
  const isStrong = ({ by, path }: Link): boolean =>
    world.text(by, path === "" ? "consistencyMode" : `${path}.consistencyMode`) === "STRONG";
  if (!links.some(isStrong)) return undefined;
  const witness = world.has(table, "globalTableWitness") ? 1 : 0;
  const regions = 1 + links.length + witness;
  if (regions === STRONG_REGIONS) return pass("strong");
  return fail(`is strongly consistent in ${regions} regions, witness included; that takes ${STRONG_REGIONS}`, {
    key: "strong",
    input: "replicas",
  });
}
