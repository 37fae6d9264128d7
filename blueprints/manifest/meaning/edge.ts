import { cdnProblems } from "../../edge/capabilities";
import combinations from "../../facts/combinations.json";
import { at } from "../tree";
import { type Check, instances, problemAt } from "./meaning";

/** Where the manifest asks for what only some CDNs have. */
const ASKS = { staticPaths: "edge.static", defaultTtlSeconds: "edge.ttl", hostNameOrigins: "kubernetes.cluster" };

/** DECISIONS 15: what the chosen CDN cannot do is refused, with the nearest way. */
export const cdnLacks: Check = (meaning) => {
  const { edge, kubernetes } = meaning.manifest;
  if (!edge) return [];
  // Beside services on instances a region's way in is our load balancer, whatever else runs on a cluster.
  const hostNameOrigins = kubernetes?.cluster === "existing" && instances(meaning.manifest).length === 0;
  const { cdn: provider, staticPaths, defaultTtlSeconds, waf, originFailover } = edge;
  return cdnProblems({ provider, staticPaths, defaultTtlSeconds, waf, originFailover, hostNameOrigins }, ASKS).map(
    ({ path = "edge.cdn", message, fix }) =>
      problemAt(
        meaning,
        "SK1112",
        path,
        { message, expected: "a CDN that can, or nothing that asks for it", fix },
        "key",
      ),
  );
};

export const cloudflareIds: Check = (meaning) => {
  if (meaning.manifest.edge?.cdn !== "cloudflare") return [];
  const missing = ["zone", "account"].filter((id) => at(meaning.tree, `edge.cloudflare.${id}`) === undefined);
  if (missing.length === 0) return [];
  return [
    problemAt(
      meaning,
      "SK1128",
      "edge.cloudflare",
      {
        message: `Cloudflare's ${missing.join(" and ")} id ${missing.length === 1 ? "is" : "are"} missing`,
        expected: "cloudflare: {zone: ID, account: ID}",
        fix: "copy both ids from the zone's overview page in Cloudflare's dashboard",
      },
      "key",
    ),
  ];
};

/** S3 keeps an object for 30 days in its standard class before it may move to infrequent access. */
export const infrequentTooSoon: Check = (meaning) => {
  const { edge } = meaning.manifest;
  const days = edge?.staticInfrequentDays ?? 0;
  if (days === 0 || days >= combinations.infrequentAccessDays.value) return [];
  return [
    problemAt(meaning, "SK1135", "edge.static.infrequentAccessAfter", {
      message: `S3 moves no file to infrequent access after ${days} days`,
      expected: `0d for never, or at least ${combinations.infrequentAccessDays.value}d`,
      fix: "write 30d or more",
    }),
  ];
};
