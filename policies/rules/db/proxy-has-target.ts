import { changed, without } from "../../change-sample";
import { strayOf } from "../../facts/strays";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { unseen } from "../../world/unseen";

const compliant: Sample = {
  resources: [
    { type: TYPES.dbCluster, name: "orders" },
    { type: TYPES.dbProxy, name: "proxy", inputs: { engineFamily: "POSTGRESQL" } },
    {
      type: TYPES.dbProxyTarget,
      name: "target",
      inputs: { dbProxyName: ref("proxy"), dbClusterIdentifier: ref("orders") },
    },
  ],
};

const DATABASES = ["dbClusterIdentifier", "dbInstanceIdentifier"];

export const proxyHasTarget = rule({
  id: "db/proxy-has-target",
  title: "A database proxy has a database behind it",
  scope: "stack",
  severity: perTier("error", "error", "error", "error"),
  why: "Services are told the proxy's address: without a target it takes their connections and answers every query with an error.",
  source:
    "Amazon RDS User Guide, creating an RDS Proxy (target group), https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-creating.html",
  fix: "register the cluster or instance as the proxy's target",
  types: [TYPES.dbProxy, TYPES.dbProxyTarget],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, without("target")) },
  subjects: (world) => world.all(TYPES.dbProxy),
  judge(proxy, world) {
    const targets = world.referrers(proxy, [TYPES.dbProxyTarget]);
    if (targets.some((target) => DATABASES.some((input) => world.has(target, input)))) return pass();
    const stray = strayOf(proxy, TYPES.dbProxyTarget, "dbProxyName", world);
    if (stray) throw unseen(stray, "dbProxyName");
    return fail("has no target: every query through it fails", { related: targets });
  },
});
