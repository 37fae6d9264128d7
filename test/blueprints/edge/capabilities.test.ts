import { CDN_CAPABILITIES, cdnProblems } from "../../../blueprints/edge/capabilities";
import { edgeProblems } from "../../../blueprints/problems/edge";

test("what a CDN lacks comes with the nearest way, and everything with a source", () => {
  for (const capability of Object.values(CDN_CAPABILITIES).flatMap((each) => Object.values(each))) {
    expect(capability.source).toMatch(/^https:/);
    if (!capability.supported) expect(capability.nearest).toBeTruthy();
  }
});

test("every CDN is asked about the same capabilities", () => {
  const [first, ...others] = Object.values(CDN_CAPABILITIES).map((each) => Object.keys(each).sort());
  for (const other of others) expect(other).toEqual(first);
});

const everything = {
  waf: true,
  originFailover: true,
  defaultTtlSeconds: 60,
  staticPaths: ["/static/*"],
  accessLogDays: 90,
  hostNameOrigins: true,
};

test("CloudFront can do all of it", () => {
  expect(cdnProblems({ provider: "cloudfront", ...everything })).toEqual([]);
});

test("Cloudflare's gaps are all told at once, by the argument that asks", () => {
  const problems = cdnProblems({ provider: "cloudflare", ...everything });
  expect(problems.map(({ path }) => path)).toEqual([
    "staticPaths",
    "defaultTtlSeconds",
    "accessLogDays",
    "hostNameOrigins",
  ]);
  expect(edgeProblems.map(({ code }) => code)).toEqual(expect.arrayContaining(problems.map(({ code }) => code)));
});

test("what nobody asks for is no problem", () => {
  expect(cdnProblems({ provider: "cloudflare", staticPaths: [], defaultTtlSeconds: 0 })).toEqual([]);
});
