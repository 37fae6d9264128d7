import * as aws from "@pulumi/aws";
import { Peering, type PeeringComponentArgs } from "../../../components/network/peering";
import { named, ofType } from "../support/find";
import { type RegisterOptions, registerIn } from "../support/monitor";

const base: PeeringComponentArgs = {
  peerRegion: "eu-west-1",
  peerCidr: "10.16.0.0/16",
  ownCidr: "10.17.0.0/16",
  network: { vpcId: "vpc-own", routeTableIds: ["rtb-1", "rtb-2", "rtb-3", "rtb-4"] },
  peerVpcId: "vpc-peer",
  peerRouteTableIds: ["rtb-a", "rtb-b", "rtb-c", "rtb-d"],
};
const endpoints = {
  writer: "/shop/prod/orders/writer",
  reader: "/shop/prod/orders/reader",
  port: "/shop/prod/orders/port",
};
const build = (more: Partial<PeeringComponentArgs> = {}, options?: RegisterOptions) =>
  registerIn(() => new Peering("peering", { ...base, ...more }), options);

describe("a peering", () => {
  test("is asked for here and accepted in the peer's region", async () => {
    const resources = await build();
    expect(named(resources, "peering-connection").inputs).toMatchObject({
      vpcId: "vpc-own",
      peerVpcId: "vpc-peer",
      peerRegion: "eu-west-1",
      autoAccept: false,
    });
    expect(named(resources, "peering-accepter").inputs).toMatchObject({
      region: "eu-west-1",
      autoAccept: true,
      vpcPeeringConnectionId: "peering-connection-id",
    });
  });

  test("has routes in every private table on both sides, once it is accepted", async () => {
    const routes = ofType(await build(), "aws:ec2/route:Route");
    const seen = routes.map(({ inputs }) => [inputs.region, inputs.routeTableId, inputs.destinationCidrBlock]);
    expect(seen.sort(([, a], [, b]) => String(a).localeCompare(String(b)))).toEqual([
      [undefined, "rtb-1", "10.16.0.0/16"],
      [undefined, "rtb-2", "10.16.0.0/16"],
      [undefined, "rtb-3", "10.16.0.0/16"],
      [undefined, "rtb-4", "10.16.0.0/16"],
      ["eu-west-1", "rtb-a", "10.17.0.0/16"],
      ["eu-west-1", "rtb-b", "10.17.0.0/16"],
      ["eu-west-1", "rtb-c", "10.17.0.0/16"],
      ["eu-west-1", "rtb-d", "10.17.0.0/16"],
    ]);
    expect(routes.every(({ dependsOn }) => dependsOn.includes("peering-accepter"))).toBe(true);
  });

  test("resolves host names of the other side, each side its own half", async () => {
    const options = ofType(await build(), "aws:ec2/peeringConnectionOptions:PeeringConnectionOptions");
    expect(options.map(({ inputs }) => inputs)).toMatchObject([
      { requester: { allowRemoteVpcDnsResolution: true } },
      { region: "eu-west-1", accepter: { allowRemoteVpcDnsResolution: true } },
    ]);
    expect(options[0]?.inputs).not.toHaveProperty("accepter");
  });

  test("has the same resources while the peer's ids are not known yet", async () => {
    const known = await build();
    const preview = await registerIn(
      () => {
        // The id of a resource is unknown in a preview.
        const peer = new aws.ec2.Vpc("peer", { cidrBlock: "10.16.0.0/16" });
        const ids = peer.id.apply((id) => [id, id, id, id]);
        new Peering("peering", { ...base, peerVpcId: peer.id, peerRouteTableIds: ids });
      },
      { preview: true },
    );
    const urns = (resources: typeof known) => resources.map(({ urn }) => urn).sort();
    expect(urns(preview.filter(({ name }) => name !== "peer"))).toEqual(urns(known));
  });

  test("publishes where the peer's stores are in this region's own parameters", async () => {
    const parametersOf = async (access: "all" | "writes") =>
      ofType(
        await build({
          publishes: [{ store: "orders", access, port: 5432, endpoints }],
          stores: { orders: { writer: "writer.example", reader: "reader.example" } },
        }),
        "aws:ssm/parameter:Parameter",
      ).map(({ inputs }) => [inputs.name, inputs.insecureValue]);
    expect(await parametersOf("all")).toEqual([
      ["/shop/prod/orders/writer", "writer.example"],
      ["/shop/prod/orders/reader", "reader.example"],
      ["/shop/prod/orders/port", "5432"],
    ]);
    expect(await parametersOf("writes")).toEqual([["/shop/prod/orders/writer", "writer.example"]]);
  });

  test("says which store's address is missing", async () => {
    const publishes = [{ store: "orders", access: "writes" as const, port: 5432, endpoints }];
    await expect(build({ publishes })).rejects.toThrow("publish the writer of orders but was not given it");
  });
});
