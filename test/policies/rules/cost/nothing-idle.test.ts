import { UNKNOWN } from "../../../../blueprints/graph/values";
import { type Change, withInputs, withMore, without } from "../../../../policies/change-sample";
import { nothingIdle } from "../../../../policies/rules/cost/nothing-idle";
import { ref, type SampleResource } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const only =
  (...resources: readonly SampleResource[]): Change =>
  () => ({ resources });
const one = (type: string, inputs: object = {}): SampleResource => ({ type, name: "one", inputs: { ...inputs } });
const user = (type: string, inputs: object, name = "user"): SampleResource => ({ type, name, inputs: { ...inputs } });

describeRule(nothingIdle, {
  rows: [
    [
      "a balancer without a listener",
      only(one(TYPES.loadBalancer, { subnets: ["subnet-1"] })),
      "fail",
      /without a listener/,
    ],
    ["a balancer that a state was cut of", only(one(TYPES.loadBalancer, { subnets: UNKNOWN })), "unknown", /subnets/],
    [
      "a balancer without a listener in a plan",
      only(one(TYPES.loadBalancer, { subnets: [ref("subnet")] }), user(TYPES.subnet, {}, "subnet")),
      "fail",
    ],
    ["an address alone", only(one(TYPES.eip)), "fail", /address that nothing has/],
    [
      "an address that a plan leaves open",
      only(one(TYPES.eip, { instance: UNKNOWN, networkInterface: UNKNOWN })),
      "unknown",
    ],
    ["an address by its own input", only(one(TYPES.eip, { instance: "i-1" })), "pass"],
    [
      "an address by an association",
      only(one(TYPES.eip), user(TYPES.eipAssociation, { allocationId: ref("one"), instanceId: "i-1" })),
      "pass",
    ],
    [
      "an address of a balancer",
      only(
        one(TYPES.eip),
        user(TYPES.loadBalancer, { subnetMappings: [{ allocationId: ref("one") }] }),
        user(TYPES.listener, { loadBalancerArn: ref("user") }, "listener"),
      ),
      "pass",
    ],
    [
      "an address that only a record names",
      only(one(TYPES.eip), user(TYPES.record, { records: [ref("one")] })),
      "fail",
    ],
    [
      "an association that shows no address",
      only(one(TYPES.eip), user(TYPES.eipAssociation, { allocationId: UNKNOWN })),
      "unknown",
      /allocationId of user/,
    ],
    ["a volume alone", only(one(TYPES.volume)), "fail", /volume/],
    [
      "a volume that only has a snapshot",
      only(one(TYPES.volume), user("aws:ebs/snapshot:Snapshot", { volumeId: ref("one") })),
      "fail",
    ],
    ["a volume", only(one(TYPES.volume), user(TYPES.volumeAttachment, { volumeId: ref("one") })), "pass"],
    ["a gateway without route", without("out"), "fail", /no route leads to/],
    ["a gateway in a state that shows no route table", only(one(TYPES.natGateway)), "unknown", /route tables/],
    [
      "a gateway in a table's own routes",
      [without("out"), withMore(user(TYPES.routeTable, { routes: [{ natGatewayId: ref("nat") }] }))],
      "pass",
    ],
    ["a route to what is not shown", withInputs("out", { natGatewayId: UNKNOWN }), "unknown", /natGatewayId of out/],
    ["a balancer alone", only(one(TYPES.loadBalancer)), "fail", /without a listener/],
    ["a balancer", only(one(TYPES.loadBalancer), user(TYPES.listener, { loadBalancerArn: ref("one") })), "pass"],
    ["a classic balancer alone", only(one(TYPES.classicLoadBalancer)), "fail", /without instances/],
    ["a classic balancer with instances", only(one(TYPES.classicLoadBalancer, { instances: ["i-1"] })), "pass"],
    [
      "a classic balancer of a group",
      only(one(TYPES.classicLoadBalancer), user(TYPES.group, { loadBalancers: [ref("one")] })),
      "pass",
    ],
  ],
});
