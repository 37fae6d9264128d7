import { Zone, type ZoneArgs } from "../../../components/edge/zone";
import { named, ofType } from "../support/find";
import { registerIn } from "../support/monitor";
import { issuedFor } from "./issued";

const RECORD = "aws:route53/record:Record";
const NAMES = ["example.com", "origin.example.com", "*.origin.example.com"];
const args: ZoneArgs = { zoneName: "example.com", certificateNames: NAMES };
const register = (with_: Partial<ZoneArgs> = {}) =>
  registerIn(() => new Zone("zone", { ...args, ...with_ }), { outputs: issuedFor(NAMES) });

test("makes a protected public zone whose certificates only Amazon issues", async () => {
  const resources = await register();
  expect(named(resources, "zone")).toMatchObject({
    type: "aws:route53/zone:Zone",
    protect: true,
    inputs: { name: "example.com", enableAcceleratedRecovery: false },
  });
  expect(named(resources, "zone-authorities").inputs).toMatchObject({ type: "CAA", records: ['0 issue "amazon.com"'] });
});

test("owns one validation record a base name, a wildcard's being its base name's", async () => {
  const resources = await register();
  expect(named(resources, "zone-certificate").inputs).toEqual({
    domainName: "example.com",
    subjectAlternativeNames: ["origin.example.com", "*.origin.example.com"],
    validationMethod: "DNS",
    region: "us-east-1",
  });
  const records = ofType(resources, RECORD).filter(({ inputs }) => inputs.type === "CNAME");
  expect(records.map(({ name, inputs }) => [name, inputs.name, inputs.records])).toEqual([
    ["zone-validation-example.com", "_check.example.com.", ["_answer.example.com."]],
    ["zone-validation-origin.example.com", "_check.origin.example.com.", ["_answer.origin.example.com."]],
  ]);
  expect(named(resources, "zone-certificate-issued")).toMatchObject({
    inputs: { region: "us-east-1" },
    dependsOn: expect.arrayContaining(["zone-validation-example.com", "zone-validation-origin.example.com"]),
  });
});

test("the origin's secret is secret, and has no character that a rule would take for a wildcard", async () => {
  const resources = await register();
  expect(named(resources, "zone-origin-secret").inputs).toMatchObject({ length: 48, special: false });
  let secret = false;
  await registerIn(
    async () => {
      secret = await (new Zone("zone", args).originSecret as unknown as { isSecret: Promise<boolean> }).isSecret;
    },
    { outputs: issuedFor(NAMES) },
  );
  expect(secret).toBe(true);
});

test("an existing zone is taken as it is", async () => {
  const resources = await register({ zoneId: "Z1" });
  expect(ofType(resources, "aws:route53/zone:Zone")).toEqual([]);
  expect(ofType(resources, RECORD).map(({ inputs }) => [inputs.type, inputs.zoneId])).toEqual([
    ["CNAME", "Z1"],
    ["CNAME", "Z1"],
  ]);
});

test("where Cloudflare holds the parent it delegates to all four name servers, and the certificate waits for that", async () => {
  const names = ["origin.example.org", "*.origin.example.org"];
  const servers = ["ns-1.awsdns.com", "ns-2.awsdns.net", "ns-3.awsdns.org", "ns-4.awsdns.co.uk"];
  const resources = await registerIn(
    () =>
      new Zone("zone", {
        zoneName: "origin.example.org",
        certificateNames: names,
        delegateFromCloudflareZone: "parent",
      }),
    { outputs: { ...issuedFor(names), "aws:route53/zone:Zone": { zoneId: "Z2", nameServers: servers } } },
  );
  const delegation = ofType(resources, "cloudflare:index/dnsRecord:DnsRecord");
  expect(delegation.map(({ inputs }) => [inputs.zoneId, inputs.name, inputs.type, inputs.content])).toEqual(
    servers.map((server) => ["parent", "origin.example.org", "NS", server]),
  );
  expect(named(resources, "zone-certificate-issued").dependsOn).toEqual(
    expect.arrayContaining(["zone-delegation-0", "zone-delegation-3"]),
  );
});

test("nothing is asked of the cloud that a preview cannot know", async () => {
  const resources = await registerIn(() => new Zone("zone", args), { preview: true });
  expect(ofType(resources, RECORD).length).toBe(3);
});
