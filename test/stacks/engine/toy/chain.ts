import type { ProgramFor } from "../../../../stacks/engine";
import { planOf, stackOf, Toy } from "../world";

/** Resources of a stack: enough that two stacks are not done before ten kills have hit them. */
export const LENGTH = 12;

/** Two stacks of resources, each after the one before, slow enough to be killed in the middle of one. */
export const chainPlan = planOf([stackOf("dns"), stackOf("eu-west-1", { dependsOn: ["test-dns"] })], "scale");

export const chain: ProgramFor = (_plan, stack) => async () => {
  let before: Toy | undefined;
  for (let index = 1; index <= LENGTH; index++) {
    const type = index === LENGTH ? "aws:rds/cluster:Cluster" : "aws:ec2/vpc:Vpc";
    before = new Toy(
      type,
      `${stack.key}-${index}`,
      { after: before?.id ?? "", delayMs: 250 },
      { protect: index === LENGTH },
    );
  }
  return { last: before?.id };
};
