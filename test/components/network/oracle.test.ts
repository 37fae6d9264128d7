import { Network } from "../../../components/network/network";
import { Peering } from "../../../components/network/peering";
import { Key } from "../../../components/security/key";
import { describeWithOracle } from "../../support/oracle";
import { registerIn } from "../support/monitor";
import { refusedByProvider } from "../support/oracle";
import { networkArgs } from "./base";

describeWithOracle("the real provider accepts", () => {
  test("a network at its smallest and at its largest", async () => {
    const endpoints = ["s3", "dynamodb", "ssm", "ecr.api"];
    const resources = await registerIn(() => {
      new Network("small", networkArgs);
      new Network("large", {
        ...networkArgs,
        natPerZone: true,
        endpoints,
        keyArn: "arn:aws:kms:eu-west-1:123456789012:key/1",
      });
    });
    expect(refusedByProvider(resources)).toEqual([]);
  });

  test("a peering", async () => {
    const tables = ["rtb-1", "rtb-2", "rtb-3", "rtb-4"];
    const endpoints = { writer: "/w", reader: "/r", port: "/p" };
    const resources = await registerIn(
      () =>
        new Peering("peering", {
          peerRegion: "eu-west-1",
          peerCidr: "10.16.0.0/16",
          ownCidr: "10.17.0.0/16",
          network: { vpcId: "vpc-1", routeTableIds: tables },
          peerVpcId: "vpc-2",
          peerRouteTableIds: tables,
          publishes: [{ store: "orders", access: "all", port: 5432, endpoints }],
          stores: { orders: { writer: "w.example", reader: "r.example" } },
        }),
    );
    expect(refusedByProvider(resources)).toEqual([]);
  });

  test("a key", async () => {
    const resources = await registerIn(
      () => new Key("key", { alias: "alias/shop-prod", account: "123456789012", region: "eu-west-1" }),
    );
    expect(refusedByProvider(resources)).toEqual([]);
  });
});
