import type { AccountCheck } from "../check";

/** Source: https://developers.cloudflare.com/api/resources/user/subresources/tokens/methods/verify/ */
const VERIFY = "https://api.cloudflare.com/client/v4/user/tokens/verify";

/** Where Cloudflare is in front, its token must be there and alive. The token itself is never printed. */
export const cloudflare: AccountCheck = async ({ manifest, env, fetch }) => {
  if (manifest.edge?.cdn !== "cloudflare") return [];
  const title = "Cloudflare token";
  const token = env.CLOUDFLARE_API_TOKEN;
  if (!token) {
    return [
      {
        id: "cloudflare",
        title,
        status: "missing",
        detail: "CLOUDFLARE_API_TOKEN is not set",
        fix: "make a token with the rights Zone:Edit, DNS:Edit, Zone WAF:Edit and Config Rules:Edit for this zone, and set it in the environment",
      },
    ];
  }
  const answer = await fetch(VERIFY, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(10_000),
  });
  const body = (await answer.json()) as { result?: { status?: string } };
  if (answer.ok && body.result?.status === "active")
    return [{ id: "cloudflare", title, status: "ok", detail: "active" }];
  return [
    {
      id: "cloudflare",
      title,
      status: "missing",
      detail: `Cloudflare says ${body.result?.status ?? `HTTP ${answer.status}`}`,
      fix: "make a new token and set CLOUDFLARE_API_TOKEN",
    },
  ];
};
