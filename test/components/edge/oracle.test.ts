import { Cdn } from "../../../components/edge/cdn";
import { OriginRecord } from "../../../components/edge/origin-record";
import { StaticBucket } from "../../../components/edge/static-bucket";
import { Zone } from "../../../components/edge/zone";
import { checkInputs, describeWithOracle, replacesOn } from "../../support/oracle";
import { type Registered, registerIn } from "../support/monitor";
import { outputs, shop, small } from "./cdn-args";
import { issuedFor } from "./issued";

const NAMES = ["shop.example.com", "origin.shop.example.com", "*.origin.shop.example.com"];
const origin = {
  zoneId: "ZONE",
  originName: "origin.shop.example.com",
  regionHostName: "us-east-2.origin.shop.example.com",
  routing: "active-passive",
  failoverRole: "SECONDARY",
  primaryHostName: "eu-west-1.origin.shop.example.com",
} as const;
const PROGRAMS: Readonly<Record<string, () => unknown>> = {
  zone: () => new Zone("zone", { zoneName: "shop.example.com", certificateNames: NAMES }),
  bucket: () => new StaticBucket("static", { bucketName: "shop-static", region: "eu-west-1", ownPolicy: true }),
  "cdn of a global shop": () => new Cdn("cdn", shop),
  "cdn of a small shop": () => new Cdn("cdn", small),
  "record of a load balancer": () =>
    new OriginRecord("entry", { ...origin, target: { dnsName: "a.elb.amazonaws.com", zoneId: "Z1" } }),
  "record of a host name": () => new OriginRecord("entry", { ...origin, target: "ingress.example.net" }),
};
/** Blocks of at most one that the bridge nevertheless leaves lists (`@pulumi/aws/route53/record.d.ts`). */
const LISTS = new Set(
  ["aliases", "failoverRoutingPolicies", "latencyRoutingPolicies"].map(
    (name) => `aws:route53/record:Record: ${name} is one object, not a list`,
  ),
);
const ours = (resources: readonly Registered[]) => resources.filter(({ type }) => type.startsWith("aws:"));

describeWithOracle("the provider", () => {
  test.each(Object.entries(PROGRAMS))("accepts every input of the %s", async (_, program) => {
    const resources = ours(await registerIn(program, { outputs: { ...issuedFor(NAMES), ...outputs } }));
    expect(
      resources.flatMap(({ type, inputs }) => checkInputs(type, inputs)).filter((each) => !LISTS.has(each)),
    ).toEqual([]);
  });

  test("replaces nothing of a CDN that grows from starter to global", async () => {
    const [few, many] = [
      ours(await registerIn(() => new Cdn("cdn", small), { outputs })),
      ours(await registerIn(() => new Cdn("cdn", shop), { outputs })),
    ];
    const grown = new Map(many.map((resource) => [resource.urn, resource]));
    const replaced = few.flatMap((before) =>
      changed(before, grown.get(before.urn)).filter((input) => replacesOn(before.type, input) === true),
    );
    expect(replaced).toEqual([]);
  });
});

function changed(before: Registered, after: Registered | undefined): string[] {
  const inputs = new Set([...Object.keys(before.inputs), ...Object.keys(after?.inputs ?? {})]);
  return [...inputs].filter((key) => JSON.stringify(before.inputs[key]) !== JSON.stringify(after?.inputs[key]));
}
