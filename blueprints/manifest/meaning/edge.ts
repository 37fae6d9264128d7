import { at } from "../tree";
import { type Check, problemAt } from "./meaning";

/** DECISIONS 15: origin access control is CloudFront's own; a private bucket behind Cloudflare wants something that signs. */
export const cloudflareStatic: Check = (meaning) => {
  const { edge } = meaning.manifest;
  if (edge?.cdn !== "cloudflare" || edge.staticPaths.length === 0) return [];
  return [
    problemAt(
      meaning,
      "SK1112",
      "edge.static",
      {
        message: "files from a private bucket behind Cloudflare: Cloudflare cannot sign requests to S3",
        expected: "cdn: cloudfront for static files, or no static section",
        fix: "serve the files from a service (Cloudflare caches them by their headers), from Cloudflare R2, or use cdn: cloudfront",
      },
      "key",
    ),
  ];
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
