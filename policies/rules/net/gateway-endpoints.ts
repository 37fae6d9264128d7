import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, without } from "../../change-sample";
import { natsOf } from "../../facts/routes";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { anyOf } from "../../world/any";
import type { World } from "../../world/world";

const endpoint = (service: string) => ({
  type: TYPES.vpcEndpoint,
  name: service,
  inputs: { serviceName: `com.amazonaws.eu-west-1.${service}`, routeTableIds: [ref("table")] },
});

const compliant: Sample = {
  resources: [
    { type: TYPES.natGateway, name: "nat" },
    { type: TYPES.routeTable, name: "table" },
    {
      type: TYPES.route,
      name: "out",
      inputs: { routeTableId: ref("table"), destinationCidrBlock: "0.0.0.0/0", natGatewayId: ref("nat") },
    },
    endpoint("s3"),
    endpoint("dynamodb"),
  ],
};

export const gatewayEndpoints = rule({
  id: "net/gateway-endpoints",
  title: "S3 and DynamoDB are reached through gateway endpoints where a table goes out through NAT",
  scope: "stack",
  severity: perTier("info", "warning", "warning", "warning"),
  why: "Gateway endpoints cost nothing; without them every byte to S3 and DynamoDB pays for the NAT gateway and needs it to be up.",
  source:
    "Amazon VPC User Guide, gateway endpoints, https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
  fix: "add gateway endpoints for S3 and DynamoDB and name the route table in both",
  types: [TYPES.routeTable, TYPES.route, TYPES.natGateway, TYPES.vpcEndpoint, TYPES.vpcEndpointRouteTable],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, without("dynamodb")) },
  subjects: (world) => world.all(TYPES.routeTable, TYPES.defaultRouteTable),
  judge(table, world) {
    if (natsOf(table, world).length === 0) return undefined;
    return ["s3", "dynamodb"].map((service): Verdict => {
      if (anyOf(endpointsOf(table, world), (from) => isFor(from, service, world))) return pass(service);
      return fail(`goes to ${service} through its NAT gateway: no gateway endpoint names it`, { key: service });
    });
  },
});

const isFor = (from: GraphResource, service: string, world: World): boolean =>
  // Default Gateway [aws_vpc_endpoint, vpc_endpoint_type].
  (world.text(from, "vpcEndpointType") ?? "Gateway") === "Gateway" &&
  world.text(from, "serviceName")?.split(".").at(-1) === service;

const endpointsOf = (table: GraphResource, world: World): readonly GraphResource[] => [
  ...world.referrers(table, [TYPES.vpcEndpoint], "routeTableIds"),
  ...world
    .referrers(table, [TYPES.vpcEndpointRouteTable], "routeTableId")
    .flatMap((from) => world.linked(from, "vpcEndpointId", TYPES.vpcEndpoint)),
];
