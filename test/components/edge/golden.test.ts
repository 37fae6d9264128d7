import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Cdn } from "../../../components/edge/cdn";
import { OriginRecord } from "../../../components/edge/origin-record";
import { Zone } from "../../../components/edge/zone";
import { registerIn } from "../support/monitor";
import { outputs, saas, shop } from "./cdn-args";
import { issuedFor } from "./issued";

const NAMES = ["shop.example.com", "origin.shop.example.com", "*.origin.shop.example.com"];

/** Everything that is registered. After a change on purpose: UPDATE_GOLDEN=1 npx jest edge/golden, and look at the difference. */
test.each<[string, () => unknown]>([
  ["zone", () => new Zone("zone", { zoneName: "shop.example.com", certificateNames: NAMES })],
  ["cloudfront", () => new Cdn("cdn", shop)],
  ["cloudflare", () => new Cdn("cdn", saas)],
  [
    "origin-record",
    () =>
      new OriginRecord("entry", {
        zoneId: "ZONE",
        originName: "origin.shop.example.com",
        regionHostName: "us-east-2.origin.shop.example.com",
        routing: "active-passive",
        failoverRole: "SECONDARY",
        primaryHostName: "eu-west-1.origin.shop.example.com",
        target: { dnsName: "alb.us-east-2.elb.amazonaws.com", zoneId: "Z3AADJGX6KTTL2" },
        healthCheck: { path: "/health", intervalSeconds: 10, threshold: 3 },
      }),
  ],
])("%s", async (name, program) => {
  const resources = await registerIn(program, { outputs: { ...issuedFor(NAMES), ...outputs } });
  const shown = Object.fromEntries(
    resources
      .filter(({ custom }) => custom)
      .map(({ type, name: logical, inputs, secrets, dependsOn }) => [
        `${type} ${logical}`,
        { inputs, secrets, dependsOn },
      ])
      .sort(([a], [b]) => String(a).localeCompare(String(b), "en")),
  );
  const file = join(__dirname, "golden", `${name}.json`);
  if (process.env.UPDATE_GOLDEN) writeFileSync(file, `${JSON.stringify(shown, null, 2)}\n`);
  expect(shown).toEqual(JSON.parse(readFileSync(file, "utf8")));
});
