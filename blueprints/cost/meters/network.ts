import type { GraphResource } from "../../graph/graph";
import { fixed, HOURS_A_MONTH, mapRange, type Range, times } from "../amount";
import { assumed, listAt, type Meter, type Meters, regionOf, setting, textAt, type Usage } from "../meter";
import { type DeclaredTraffic, gigabytes, rpsIn } from "../traffic";
import type { UsageFacts } from "../usage";

const VPC = "Amazon VPC";
const ELB = "Elastic Load Balancing";

const NAT = "aws:ec2/natGateway:NatGateway";
const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";

/** Its hours, its part of what goes through the gateways of its region, and what other zones send it where it is the only one of its region. */
const nat: Meter = (resource, { view, usage }) => {
  const here = (each: GraphResource): boolean => each.region === resource.region && each.stack === resource.stack;
  const around = view.ofType(NAT).filter(here).length;
  const s3 = view.ofType(ENDPOINT).filter(here).some(isGatewayOfS3);
  const all = s3 ? usage.natGB : add(usage.natGB, usage.natS3GB);
  return [
    {
      service: VPC,
      what: "NAT gateway",
      price: "vpc.nat",
      quantity: fixed(HOURS_A_MONTH),
      basis: setting(resource, "one gateway"),
    },
    {
      service: VPC,
      what: "NAT traffic",
      price: "vpc.nat.data",
      quantity: times(all, 1 / around),
      basis: assumed({ reason: s3 ? usage.natGB.reason : `${usage.natGB.reason}; ${usage.natS3GB.reason}` }),
    },
    ...(around === 1
      ? [
          {
            service: "Data transfer",
            what: "between zones",
            price: "transfer.zones",
            quantity: times(all, 2 * usage.otherZoneShare.value),
            basis: assumed({ reason: `${usage.natGB.reason}; ${usage.otherZoneShare.reason}` }),
          },
        ]
      : []),
  ];
};

/** One whose service is not known counts: what is not known saves nobody anything. */
const isGatewayOfS3 = (endpoint: GraphResource): boolean =>
  (textAt(endpoint, "vpcEndpointType") ?? "Gateway") === "Gateway" &&
  (textAt(endpoint, "serviceName") ?? ".s3").endsWith(".s3");

const add = (one: Range, other: Range): Range => ({
  min: one.min + other.min,
  expected: one.expected + other.expected,
  max: one.max + other.max,
});

const address: Meter = (resource) => [
  {
    service: VPC,
    what: "public IPv4 addresses",
    price: "vpc.ipv4",
    quantity: fixed(HOURS_A_MONTH),
    basis: setting(resource, "one address"),
  },
];

/** Interface endpoints are billed in each zone; gateway endpoints are free. */
const endpoint: Meter = (resource, { usage }) => {
  const kind = textAt(resource, "vpcEndpointType") ?? "Gateway";
  if (kind === "Gateway") return [];
  if (kind !== "Interface")
    return [{ service: VPC, what: `${kind} endpoint`, reason: "only interface endpoints have a known price" }];
  const zones = Math.max(1, listAt(resource, "subnetIds").length);
  return [
    {
      service: VPC,
      what: "interface endpoints",
      price: "vpc.endpoint",
      quantity: fixed(zones * HOURS_A_MONTH),
      basis: setting(resource, `one endpoint in ${zones} zones`, "subnetIds"),
    },
    {
      service: VPC,
      what: "endpoint traffic",
      price: "vpc.endpoint.data",
      quantity: usage.endpointGB,
      basis: assumed(usage.endpointGB),
    },
  ];
};

/** Kinds of load balancers, with the ids of their prices and what one of their capacity units holds. */
const KINDS = {
  application: { price: "elb.application", unit: "lcu", words: "new connections / 25" },
  network: { price: "elb.network", unit: "nlcu", words: "new connections / 800" },
} as const;

const isKind = (type: string): type is keyof typeof KINDS => Object.hasOwn(KINDS, type);

const balancer: Meter = (resource, { traffic, usage }) => {
  const type = textAt(resource, "loadBalancerType") ?? "application";
  if (!isKind(type))
    return [
      {
        service: ELB,
        what: `${type} load balancer`,
        reason: "only application and network load balancers have a known price",
      },
    ];
  const { price, unit, words } = KINDS[type];
  const rps = rpsIn(traffic, regionOf(resource));
  const open = resource.inputs.internal !== true;
  return [
    {
      service: ELB,
      what: "load balancer",
      price,
      quantity: fixed(HOURS_A_MONTH),
      basis: setting(resource, "one load balancer"),
    },
    {
      service: ELB,
      what: "capacity units",
      price: `${price}.lcu`,
      quantity: capacityUnitHours(rps, usage, usage[unit]),
      basis: traffics(rps, `the larger of ${words} a second and GB an hour`),
    },
    ...(open ? [...addresses(resource), ...egress(rps, traffic, usage)] : []),
  ];
};

/** Public addresses in each zone; elastic ones are resources of their own. */
function addresses(resource: GraphResource): readonly Usage[] {
  const zones = listAt(resource, "subnets").length;
  if (zones === 0) return [];
  return [
    {
      service: VPC,
      what: "public IPv4 addresses",
      price: "vpc.ipv4",
      quantity: fixed(zones * HOURS_A_MONTH),
      basis: setting(resource, `one address in each of ${zones} zones`, "subnets"),
    },
  ];
}

/** A capacity unit is the largest of several measures; of two of them the declared traffic says something (facts/usage.json). */
function capacityUnitHours(
  rps: Range,
  usage: UsageFacts,
  { newConnectionsPerSecond, gbPerHour }: UsageFacts["lcu" | "nlcu"],
): Range {
  const units = (load: keyof Range) =>
    Math.max(
      (rps[load] * usage.newConnectionsPerRequest[load]) / newConnectionsPerSecond,
      (rps[load] * usage.responseKB[load] * 3600) / 1e6 / gbPerHour,
    );
  return mapRange(
    { min: units("min"), expected: units("expected"), max: units("max") },
    (value) => value * HOURS_A_MONTH,
  );
}

/** What leaves to the internet; to CloudFront it is free, so it is billed there. */
function egress(rps: Range, { cdn }: DeclaredTraffic, { responseKB }: UsageFacts): readonly Usage[] {
  if (cdn === "cloudfront") return [];
  return [
    {
      service: "Data transfer",
      what: "to the internet",
      price: "transfer.internet",
      quantity: gigabytes(rps, responseKB),
      basis: traffics(rps, `${responseKB.expected} KB a request: ${responseKB.reason}`),
    },
  ];
}

const traffics = (rps: Range, text: string) =>
  ({
    kind: "traffic",
    text: `${Math.round(rps.expected)} requests/s, at the peak ${Math.round(rps.max)}; ${text}`,
  }) as const;

export const networkMeters: Meters = {
  [NAT]: nat,
  "aws:ec2/eip:Eip": address,
  [ENDPOINT]: endpoint,
  "aws:lb/loadBalancer:LoadBalancer": balancer,
};
