import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    { type: TYPES.vpc, name: "network", inputs: { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true } },
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

export const vpcResolvesNames = rule({
  id: "net/vpc-resolves-names",
  title: "A VPC resolves names, and private ones where endpoints or private zones need it",
  scope: "stack",
  severity: perTier("error", "error", "error", "error"),
  why: "Without the VPC's resolver nothing in it finds a database, a cache or AWS. Without host names private zones are not asked: calls to AWS leave by NAT, past the endpoints that are paid for, or fail.",
  source:
    "Amazon VPC User Guide, DNS attributes for your VPC, https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html",
  fix: "set enableDnsSupport and enableDnsHostnames to true",
  types: [TYPES.vpc, TYPES.vpcEndpoint, TYPES.zone, TYPES.dhcpOptionsAssociation],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("network", { enableDnsHostnames: false })) },
  subjects: (world) => world.all(TYPES.vpc),
  judge(vpc, world) {
    // Options of its own may name other resolvers.
    if (world.referrers(vpc, [TYPES.dhcpOptionsAssociation], "vpcId").length > 0) return undefined;
    // Defaults: support true, host names false [aws_vpc].
    if (world.flag(vpc, "enableDnsSupport") === false)
      return fail("resolves no name: enableDnsSupport is off", { input: "enableDnsSupport" });
    const [needs] = needing(vpc, world);
    if (!needs || world.flag(vpc, "enableDnsHostnames") === true) return pass();
    return fail(`does not resolve the private names of ${needs.name}: enableDnsHostnames is off`, {
      input: "enableDnsHostnames",
      related: [needs],
    });
  },
});

/** Endpoints with private names, and private zones, of a VPC. */
const needing = (vpc: GraphResource, world: World): readonly GraphResource[] => [
  ...world
    .referrers(vpc, [TYPES.vpcEndpoint], "vpcId")
    .filter((endpoint) => world.peek(endpoint, "privateDnsEnabled") === true),
  ...world.referrers(vpc, [TYPES.zone], "vpcs"),
];
