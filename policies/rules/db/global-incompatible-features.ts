import { changed, withInputs } from "../../change-sample";
import { isAurora } from "../../facts/db-members";
import { globalSample } from "../../facts/global-sample";
import { globalOf } from "../../facts/links";
import { fail, pass, perTier, rule } from "../../rule";
import { TYPES } from "../../types";

export const globalIncompatibleFeatures = rule({
  id: "db/global-incompatible-features",
  title: "An Aurora cluster asks for nothing that a global database refuses",
  scope: "environment",
  severity: perTier("none", "info", "warning", "error"),
  why: "A global database takes no member with backtrack, a password that the cloud manages, or Serverless v1. Below tier global it blocks the way there; at global the update fails.",
  source:
    "Limitations of Aurora global databases, https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.html#aurora-global-database.limitations",
  fix: "take the feature away; keep the password in a replicated secret of your own",
  types: [TYPES.globalCluster, TYPES.dbCluster],
  elsewhere: [{ tool: "security-hub", id: "RDS.14", note: "wants backtrack, which a global database refuses" }],
  example: {
    compliant: globalSample,
    failing: changed(globalSample, withInputs("orders-eu", { manageMasterUserPassword: true })),
  },
  subjects: (world) => world.all(TYPES.dbCluster),
  judge(cluster, world) {
    if (!isAurora(cluster, world)) return undefined;
    const member = globalOf(cluster, world) !== undefined;
    // At tier global a cluster outside any global database stays in its region on purpose.
    if (!member && world.tier === "global") return undefined;
    const refused: [string, string][] = [];
    if (world.flag(cluster, "manageMasterUserPassword") === true)
      refused.push(["manageMasterUserPassword", "a password that the cloud manages"]);
    if ((world.number(cluster, "backtrackWindow") ?? 0) > 0) refused.push(["backtrackWindow", "backtrack"]);
    if (world.text(cluster, "engineMode") === "serverless") refused.push(["engineMode", "Serverless v1"]);
    if (refused.length === 0) return pass();
    return refused.map(([input, what]) =>
      fail(`asks for ${what}, which ${member ? "its" : "a later"} global database refuses`, { key: input, input }),
    );
  },
});
