import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withResource } from "../../change-sample";
import { linksOf } from "../../facts/links";
import { SERVING, servingRegions } from "../../facts/regions";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { known } from "../../world/unseen";
import type { World } from "../../world/world";

/** What answers in its own region only. */
const REGIONAL = [
  TYPES.secret,
  TYPES.queue,
  TYPES.topic,
  TYPES.bucket,
  TYPES.table,
  TYPES.dbCluster,
  TYPES.dbInstance,
  TYPES.dbProxy,
  TYPES.replicationGroup,
  TYPES.kmsKey,
  "aws:ssm/parameter:Parameter",
];
const CARRIERS = [TYPES.launchTemplate, TYPES.ecsTaskDefinition];

const compliant: Sample = {
  resources: [
    { type: TYPES.secret, name: "login", region: "us-east-1" },
    {
      type: TYPES.lambda,
      name: "web-us",
      region: "us-east-1",
      inputs: { environment: { variables: { LOGIN: ref("login") } } },
    },
    { type: TYPES.lambda, name: "web-eu", region: "eu-west-1", inputs: {} },
  ],
};

export const requestStaysInRegion = rule({
  id: "res/request-stays-in-region",
  title: "A request is answered with what its own region has",
  scope: "environment",
  severity: perTier("none", "none", "warning", "error"),
  why: "A function in one region that reads a secret, queue or store of another is down when either is: two regions are then half as available as one.",
  source:
    "AWS Fault Isolation Boundaries, regional services, https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/regional-services.html",
  fix: "use a copy in the own region: a replica of the secret, a global table, a replicated bucket, a reader of the global database",
  types: [...SERVING, ...CARRIERS, ...REGIONAL],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withResource("login", { region: "eu-west-1" })) },
  subjects: (world) => (servingRegions(world).length < 2 ? [] : world.all(...SERVING)),
  judge(workload, world) {
    const carriers = world.referred(workload, ...CARRIERS);
    const used = [workload, ...carriers].flatMap((resource) => world.referred(resource, ...REGIONAL));
    const remote = used.filter(
      ({ region }) => region !== undefined && workload.region !== undefined && region !== workload.region,
    );
    const surprising = remote.filter(
      (resource) => !isDeclared(resource.part, world) && !hasCopyIn(resource, workload.region, world),
    );
    const [first] = surprising;
    if (!first) return pass();
    return fail(`in ${workload.region} needs ${first.name} in ${first.region}`, { related: surprising });
  },
});

/** A table or secret that is named by its original, and answers in the workload's region by a replica of the same name. */
const hasCopyIn = (resource: GraphResource, region: string | undefined, world: World): boolean =>
  linksOf(world).some(
    ({ from, kind, toRegion }) => kind === "table-replica" && from === resource && toRegion === region,
  ) ||
  (resource.type === TYPES.secret &&
    world
      .list(resource, "replicas")
      .some((_, at) => known(() => world.text(resource, `replicas[${at}].region`))?.value === region));

/** A store whose other regions write over a peering says so in the manifest. */
const isDeclared = (part: string | undefined, world: World): boolean =>
  part !== undefined && world.declares("stores")?.[part]?.otherRegionsWrite === "peering";
