import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { clean } from "../../facts/names";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { known } from "../../world/unseen";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    { type: TYPES.vpc, name: "network", inputs: { enableDnsHostnames: true } },
    {
      type: TYPES.vpcEndpoint,
      name: "secrets",
      inputs: {
        vpcId: ref("network"),
        serviceName: "com.amazonaws.eu-west-1.secretsmanager",
        vpcEndpointType: "Interface",
        privateDnsEnabled: true,
      },
    },
  ],
};

/** Services that are as often asked past their endpoint on purpose: by a gateway, or public APIs of others. */
const BY_CHOICE = /\.(s3|dynamodb|s3express|execute-api)$/;

export const endpointAnswersByName = rule({
  id: "net/endpoint-answers-by-name",
  title: "An interface endpoint of AWS's answers by the service's own name",
  scope: "stack",
  severity: perTier("warning", "warning", "error", "error"),
  why: "Programs ask a service by its usual name. Where that leads past the endpoint, it is paid for and carries nothing: calls leave by NAT, and stop with it.",
  source:
    "AWS PrivateLink guide, access an AWS service using an interface VPC endpoint (private DNS), https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html",
  fix: "set privateDnsEnabled to true, or answer the service's name by a private zone that leads to the endpoint",
  types: [TYPES.vpcEndpoint, TYPES.vpc, TYPES.zone, TYPES.record],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("secrets", { privateDnsEnabled: false })) },
  subjects: (world) => world.all(TYPES.vpcEndpoint),
  judge(endpoint, world) {
    const service = world.text(endpoint, "serviceName") ?? "";
    // Default Gateway [aws_vpc_endpoint, vpc_endpoint_type].
    if (world.text(endpoint, "vpcEndpointType") !== "Interface" || !isOfAws(service)) return undefined;
    // Default false [aws_vpc_endpoint, private_dns_enabled].
    if (world.flag(endpoint, "privateDnsEnabled") === true) return pass();
    if (isAskedByItsOwnName(endpoint, world) || hasTwin(endpoint, service, world)) return undefined;
    return fail(`is asked by nobody: ${service} still answers by its public addresses`, { input: "privateDnsEnabled" });
  },
});

/** Services of others have private names only where their owner verified one. */
const isOfAws = (service: string): boolean =>
  service.startsWith("com.amazonaws.") && !service.startsWith("com.amazonaws.vpce.") && !BY_CHOICE.test(service);

/** A private zone or a record leads to it, or something is told its own host name. */
const isAskedByItsOwnName = (endpoint: GraphResource, world: World): boolean =>
  world.view.to(endpoint).some(({ by, from }) => by !== "order" && !from.type.startsWith("aws:ec2/")) ||
  world
    .all(TYPES.zone)
    .some(
      (zone) =>
        world.has(zone, "vpcs") && clean(known(() => world.text(zone, "name"))?.value ?? "").includes("amazonaws"),
    );

/** One of several endpoints of a service in a VPC can have its name. */
const hasTwin = (endpoint: GraphResource, service: string, world: World): boolean =>
  world
    .linked(endpoint, "vpcId", TYPES.vpc)
    .flatMap((vpc) => world.referrers(vpc, [TYPES.vpcEndpoint], "vpcId"))
    .some(
      (other) =>
        other !== endpoint &&
        world.peek(other, "serviceName") === service &&
        world.peek(other, "privateDnsEnabled") === true,
    );
