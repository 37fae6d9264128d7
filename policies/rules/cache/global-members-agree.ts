import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { type GlobalGroup, globalDatastores, globalOf } from "../../facts/links";
import { demandWhole } from "../../facts/whole";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { known } from "../../world/unseen";
import type { World } from "../../world/world";

const settings = { engine: "valkey", engineVersion: "8.0", nodeType: "cache.r7g.large", numCacheClusters: 2 };
const compliant: Sample = {
  resources: [
    { type: TYPES.replicationGroup, name: "sessions-eu", inputs: settings },
    {
      type: TYPES.globalReplicationGroup,
      name: "sessions-global",
      stack: "global-data",
      inputs: { globalReplicationGroupIdSuffix: "shop", primaryReplicationGroupId: ref("sessions-eu") },
    },
    {
      type: TYPES.replicationGroup,
      name: "sessions-us",
      region: "us-east-1",
      inputs: { globalReplicationGroupId: ref("sessions-global"), numCacheClusters: 2 },
    },
  ],
};

/** Burstable nodes and those older than the fifth generation can't be members. */
const FITS = /^cache\.[cmr](?:[5-9]|\d{2})[a-z]*\.(?:\d*xlarge|large)$/;
const SAME = ["nodeType", "engine", "engineVersion", "numNodeGroups"] as const;
/** What the Global Datastore itself calls them. */
const ON_GLOBAL: Readonly<Record<(typeof SAME)[number], string>> = {
  nodeType: "cacheNodeType",
  engine: "engine",
  engineVersion: "engineVersion",
  numNodeGroups: "numNodeGroups",
};

export const globalMembersAgree = rule({
  id: "cache/global-members-agree",
  title: "Members of a Global Datastore are alike, large enough and at most three, each in a region of its own",
  scope: "environment",
  severity: perTier("none", "none", "warning", "error"),
  why: "ElastiCache refuses members that differ or are too small, and the move to several regions stops halfway; a promoted secondary without a replica is one node away from an empty cache.",
  source:
    "Global Datastore prerequisites and limitations, https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Getting-Started.html",
  fix: "give all members one node type of size large or above, one version and one number of shards, and each a region of its own",
  types: [TYPES.globalReplicationGroup, TYPES.replicationGroup],
  elsewhere: [],
  example: {
    compliant,
    failing: changed(compliant, withInputs("sessions-eu", { nodeType: "cache.t4g.medium" })),
  },
  subjects: (world) => [
    ...world.all(TYPES.globalReplicationGroup),
    ...world
      .all(TYPES.replicationGroup)
      .filter((one) => world.has(one, "globalReplicationGroupId") && !globalOf(one, world)),
  ],
  judge(global, world) {
    if (global.type === TYPES.replicationGroup) {
      demandWhole(`the Global Datastore of ${global.name}`, world);
      return fail("joins a Global Datastore that nothing makes", { input: "globalReplicationGroupId" });
    }
    const group = globalDatastores(world).find(({ resource }) => resource === global);
    if (!group?.primary) return { verdict: "unknown", missing: `the primary of ${global.name}` };
    const { primary, secondaries } = group;
    const verdicts = [
      ...judgeRegions(group),
      ...judgeType(global, primary, world),
      ...secondaries.flatMap((secondary) =>
        SAME.flatMap((input) => judgeSame(input, global, primary, secondary, world) ?? []),
      ),
    ];
    if (verdicts.length > 0) return verdicts;
    // Nobody can say that all agree before somebody has joined.
    if (secondaries.length === 0) demandWhole(`secondaries of ${global.name}`, world);
    return secondaries.length > 0 ? pass() : fail("has no secondary: nothing is copied to another region");
  },
});

function judgeRegions({ members, secondaries }: GlobalGroup): Verdict[] {
  const verdicts: Verdict[] = [];
  if (secondaries.length > 2)
    verdicts.push(fail(`has ${secondaries.length} secondary regions where 2 are allowed`, { key: "count" }));
  const regions = members.flatMap(({ region }) => region ?? []);
  for (const region of new Set(regions.filter((one, at) => regions.indexOf(one) !== at)))
    verdicts.push(
      fail(`has two members in ${region}, where each needs a region of its own`, {
        key: `region ${region}`,
        related: members.filter((member) => member.region === region),
      }),
    );
  return verdicts;
}

function judgeType(global: GraphResource, primary: GraphResource, world: World): Verdict[] {
  const type = world.text(global, "cacheNodeType") ?? world.text(primary, "nodeType");
  if (type === undefined || FITS.test(type)) return [];
  return [
    fail(`runs on ${type}, which can't be a member of a Global Datastore`, { key: "nodeType", related: [primary] }),
  ];
}

/** What the Global Datastore says holds for all members; what it leaves out they have from the primary. */
function judgeSame(
  input: (typeof SAME)[number],
  global: GraphResource,
  primary: GraphResource,
  secondary: GraphResource,
  world: World,
): Verdict | undefined {
  const key = `${input} ${secondary.region}`;
  const own = known(() => world.text(secondary, input));
  const wanted = known(() => world.text(global, ON_GLOBAL[input]) ?? world.text(primary, input));
  if (!own || !wanted)
    return { verdict: "unknown", key, missing: `${input} of ${own ? primary.name : secondary.name}` };
  if (own.value === undefined || own.value === wanted.value) return undefined;
  // What neither writes is ElastiCache's choice.
  if (wanted.value === undefined) return { verdict: "unknown", key, missing: `${input} of ${primary.name}` };
  return fail(`has ${input} ${own.value} in ${secondary.region} and ${wanted.value} in ${primary.region}`, {
    key,
    related: [secondary],
  });
}
