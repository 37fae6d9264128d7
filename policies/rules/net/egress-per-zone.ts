import { changed, withInputs } from "../../change-sample";
import { natsOf, natZone, tableOf } from "../../facts/routes";
import { zoneOf } from "../../facts/zones";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { known } from "../../world/unseen";

const zone = (name: string) => [
  { type: TYPES.subnet, name: `public-${name}`, inputs: { availabilityZone: name } },
  { type: TYPES.natGateway, name: `nat-${name}`, inputs: { subnetId: ref(`public-${name}`) } },
  { type: TYPES.subnet, name: `app-${name}`, inputs: { availabilityZone: name } },
  { type: TYPES.routeTable, name: `table-${name}` },
  {
    type: TYPES.route,
    name: `out-${name}`,
    inputs: { routeTableId: ref(`table-${name}`), destinationCidrBlock: "0.0.0.0/0", natGatewayId: ref(`nat-${name}`) },
  },
  {
    type: TYPES.routeTableAssociation,
    name: `joined-${name}`,
    inputs: { routeTableId: ref(`table-${name}`), subnetId: ref(`app-${name}`) },
  },
];

const compliant: Sample = { resources: [...zone("a"), ...zone("b")] };

export const egressPerZone = rule({
  id: "net/egress-per-zone",
  title: "A private subnet's way out is in its own zone",
  scope: "stack",
  severity: perTier("info", "warning", "error", "error"),
  why: "A gateway goes with its zone: with one for all, the loss of one zone cuts every zone off from what is outside. Traffic between zones costs extra besides.",
  source:
    "Amazon VPC User Guide, NAT gateway basics (a gateway in each zone), https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html",
  fix: "make a NAT gateway and a route table in each zone, or one gateway in regional availability mode",
  types: [TYPES.subnet, TYPES.natGateway, TYPES.route, TYPES.routeTable, TYPES.routeTableAssociation],
  elsewhere: [{ tool: "trusted-advisor", id: "NAT Gateway AZ Independence", note: "live" }],
  example: { compliant, failing: changed(compliant, withInputs("out-b", { natGatewayId: ref("nat-a") })) },
  repair: (subnet) => (subnet.part === "network" ? { path: "network.natPerZone", value: true } : undefined),
  subjects: (world) => (world.all(TYPES.natGateway).length === 0 ? [] : world.all(TYPES.subnet)),
  judge(subnet, world) {
    const table = known(() => tableOf(subnet, world))?.value;
    // Where its table is not shown it may be any: the main one, most often, which has no NAT gateway by itself.
    if (!table) return undefined;
    const nats = natsOf(table, world);
    if (nats.length === 0) return undefined;
    const places = nats.map((nat) => natZone(nat, world));
    if (places.includes("every zone")) return pass();
    const own = zoneOf(subnet, world);
    if (places.includes(own)) return pass();
    return fail(`is in ${own} and goes out through ${nats[0]?.name} in ${places[0]}`, { related: [...nats, table] });
  },
});
