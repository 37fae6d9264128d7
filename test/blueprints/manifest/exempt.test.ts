import { parse } from "yaml";
import { addExemption } from "../../../blueprints/manifest/exempt";

const exemption = {
  rule: "db/deletion-guard",
  resource: "production-eu-west-1/rds.Cluster/orders-cluster",
  fingerprint: "0123456789012345",
  owner: 'the "orders" team',
  reason: "restored: every night # really",
  expires: "2027-01-31",
};
const added = (text: string, environment = "production"): string => {
  const outcome = addExemption(text, exemption, environment);
  if (!outcome.ok) throw new Error(outcome.problems[0]?.message);
  return outcome.value;
};
const list = (text: string): unknown => parse(text).policies.exemptions;
const other = { ...exemption, rule: "obs/alarm-acts" };

test.each([
  ["no policies", "name: shop # mine\n"],
  ["no policies and no line break at the end", "name: shop # mine"],
  ["policies without exemptions", "name: shop # mine\npolicies:\n  packs: [strict] # all\ntier: global\n"],
  ["policies in braces", "name: shop # mine\npolicies: { packs: [strict] }\ntier: global\n"],
  ["empty policies", "name: shop # mine\npolicies: {}\n"],
  ["an empty list", "name: shop # mine\npolicies:\n  exemptions: [] # none\n"],
  ["JSON", '{ "name": "shop" }\n'],
  ["JSON with policies", '{ "name": "shop", "policies": { "packs": ["strict"] } }\n'],
])("with %s the list is made, and nothing else changes", (_, text) => {
  const edited = added(text);
  expect(list(edited)).toEqual([exemption]);
  for (const comment of text.match(/#.*/g) ?? []) expect(edited).toContain(comment);
  const { policies, ...rest } = parse(edited);
  const { policies: before, ...restBefore } = parse(text);
  expect(rest).toEqual(restBefore);
  expect(policies).toEqual({ ...before, exemptions: [exemption] });
});

test.each([
  ["dashes", `policies:\n  exemptions:\n    - ${JSON.stringify(other)} # why\n  packs: [strict]\n`],
  [
    "dashes in the key's own column",
    `policies:\n  exemptions:\n  - rule: obs/alarm-acts\n${Object.entries(other)
      .slice(1)
      .map(([key, value]) => `    ${key}: ${JSON.stringify(value)}\n`)
      .join("")}name: shop\n`,
  ],
  ["brackets", `policies: { exemptions: [${JSON.stringify(other)}] }\n`],
])("a list in %s gets one more at its end", (_, text) => {
  expect(list(added(text))).toEqual([other, exemption]);
});

test("Windows line ends stay", () => {
  expect(added("name: shop\r\npolicies:\r\n  packs: [strict]\r\n").replaceAll("\r\n", "")).not.toContain("\n");
});

test("an environment that has a list of its own gets it there", () => {
  const text = "policies:\n  packs: [strict]\nenvironments:\n  staging:\n    policies:\n      exemptions: []\n";
  const edited = parse(added(text, "staging"));
  expect(edited.environments.staging.policies.exemptions).toEqual([exemption]);
  expect(edited.policies).toEqual({ packs: ["strict"] });
});

test.each([
  ["no mapping", "- a\n"],
  ["an alias where the list is", "a: &a []\npolicies:\n  exemptions: *a\n"],
  ["broken", "policies: [\n"],
])("a file that is %s is left alone", (_, text) => {
  expect(addExemption(text, exemption, "production")).toMatchObject({ ok: false, problems: [{ code: "SK1140" }] });
});
