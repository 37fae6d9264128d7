import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { linksOf } from "../../facts/links";
import { type TableTarget, tableTargets } from "../../facts/table-scaling";
import { fail, pass, perTier, rule, unknown, type Verdict } from "../../rule";
import type { Sample, SampleResource } from "../../sample";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

const target = (region: string): SampleResource => ({
  type: TYPES.appScalingTarget,
  name: `writes-${region}`,
  region,
  inputs: {
    serviceNamespace: "dynamodb",
    resourceId: "table/carts",
    scalableDimension: "dynamodb:table:WriteCapacityUnits",
    minCapacity: 10,
    maxCapacity: 400,
  },
});
const compliant: Sample = {
  resources: [
    {
      type: TYPES.table,
      name: "carts",
      inputs: { name: "carts", billingMode: "PROVISIONED", replicas: [{ regionName: "us-east-1" }] },
    },
    target("eu-west-1"),
    target("us-east-1"),
  ],
};

export const writeCapacityAgrees = rule({
  id: "nosql/write-capacity-agrees",
  title: "A table and its indexes may take as many writes in each region",
  scope: "environment",
  severity: perTier("none", "none", "warning", "error"),
  why: "Every write is made again in each replica. Where a replica may take fewer, replication is throttled and falls behind; the limits that two regions set differently also overwrite each other.",
  source:
    "Best practices and requirements for managing global tables, https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_reqs_bestpractices.html",
  fix: "give the scaling of writes the same minimum and maximum in each region, or pay per request",
  types: [TYPES.table, TYPES.tableReplica, TYPES.appScalingTarget],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("writes-us-east-1", { maxCapacity: 100 })) },
  subjects: (world) => world.all(TYPES.table),
  judge(table, world) {
    // A list that is not known ends the judgement here.
    world.list(table, "replicas");
    const links = linksOf(world).filter(({ kind, from }) => kind === "table-replica" && from === table);
    if (links.length === 0) return undefined;
    // Its default in the provider is PROVISIONED.
    if (world.text(table, "billingMode") === "PAY_PER_REQUEST") return pass();
    const regions = links.map(
      ({ by, path, toRegion }) => toRegion ?? world.text(by, path === "" ? "region" : `${path}.regionName`),
    );
    const writes = tableTargets(table, [table.region, ...regions], world).filter(({ dimension }) =>
      dimension?.endsWith(":WriteCapacityUnits"),
    );
    // nosql/capacity-scales speaks of a table whose writes nothing scales.
    if (writes.length === 0) return undefined;
    return [...new Set(writes.map(what))].map((key) =>
      agreement(
        key,
        writes.filter((one) => what(one) === key),
        world,
      ),
    );
  },
});

/** The table, or the index, whose writes it scales; undefined for an index that is not known. */
function what({ id, dimension }: TableTarget): string | undefined {
  if (dimension === "table:WriteCapacityUnits") return "the table";
  const index = id?.split("/index/")[1];
  return index === undefined ? undefined : `index ${index}`;
}

/** One region that sets the limits sets them for all: DynamoDB copies them to each replica. */
function agreement(key: string | undefined, targets: readonly TableTarget[], world: World): Verdict {
  const [first, ...others] = targets.map(({ resource }) => resource);
  if (!first) return pass();
  if (key === undefined) return unknown(`resourceId of ${first.name}`);
  const limits = (one: GraphResource): string =>
    `${world.number(one, "minCapacity") ?? "?"} to ${world.number(one, "maxCapacity") ?? "?"}`;
  const other = others.find((one) => limits(one) !== limits(first));
  if (!other) return pass(key);
  const says = [first, other].map((one) => `${limits(one)} in ${one.region ?? "another region"}`).join(" and ");
  return fail(`takes writes of ${key} from ${says}`, { key, related: [first, other] });
}
