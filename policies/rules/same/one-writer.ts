import { changed, declaring } from "../../change-sample";
import { globalSample } from "../../facts/global-sample";
import { globalDatabases, globalDatastores } from "../../facts/links";
import { fail, pass, perTier, rule } from "../../rule";
import { TYPES } from "../../types";
import { UnseenValue } from "../../world/unseen";

const compliant = changed(globalSample, declaring({ primary: "eu-west-1" }));

export const oneWriter = rule({
  id: "same/one-writer",
  title: "Each global store has one writer, in the region that the manifest calls primary",
  scope: "environment",
  severity: perTier("none", "none", "error", "error"),
  why: "After a failover that nobody wrote down, the next change treats the old primary as the writer: services write across the world, or the change itself moves the writer back.",
  source:
    "Switchover and failover of Aurora global databases, https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-disaster-recovery.html",
  fix: "write the region that has the writer into regions.primary, or switch the writer back",
  types: [TYPES.globalCluster, TYPES.globalReplicationGroup, TYPES.dbCluster, TYPES.replicationGroup],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, declaring({ primary: "us-east-1" })) },
  subjects: (world) => world.all(TYPES.globalCluster, TYPES.globalReplicationGroup),
  judge(global, world) {
    const found = [...globalDatabases(world), ...globalDatastores(world)].find(({ resource }) => resource === global);
    if (!found || found.members.length === 0) return undefined;
    if (!found.primary?.region) throw new UnseenValue(`which member of ${global.name} writes`);
    const wanted = world.declared("primary");
    if (found.primary.region === wanted) return pass();
    return fail(`has its writer in ${found.primary.region}, and the manifest calls ${wanted} primary`, {
      related: [found.primary],
    });
  },
});
