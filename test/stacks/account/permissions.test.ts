import { leastPolicy } from "../../../stacks/account/permissions";
import { ACCOUNT, EVERY, exampleGraph } from "../../support/examples";

describe("the least policy of every example", () => {
  it.each(EVERY)(
    "knows the rights for every type of the %s at tier %s",
    async (name, tier) => {
      const { policy, unknownTypes } = leastPolicy(
        { resources: await exampleGraph(name, tier) },
        { account: ACCOUNT, regions: ["eu-west-1"] },
      );
      expect(unknownTypes).toEqual([]);
      const actions = policy.Statement.flatMap(({ Action }) => Action);
      expect(actions.filter((action) => action === "*" || action.endsWith(":*"))).toEqual([]);
      expect(actions).toEqual(expect.arrayContaining(["ec2:CreateVpc", "rds:CreateDBCluster", "iam:PassRole"]));
    },
    30_000,
  );
});
