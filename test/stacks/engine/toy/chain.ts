import type { ProgramFor } from "../../../../stacks/engine";
import { planOf, stackOf, Toy } from "../world";

/** Two stacks of six resources, each after the one before, slow enough to be killed in the middle of one. */
export const chainPlan = planOf([stackOf("dns"), stackOf("eu-west-1", { dependsOn: ["test-dns"] })], "scale");

export const chain: ProgramFor = (_plan, stack) => async () => {
  let before: Toy | undefined;
  for (let index = 1; index <= 6; index++) {
    const type = index === 6 ? "aws:rds/cluster:Cluster" : "aws:ec2/vpc:Vpc";
    before = new Toy(
      type,
      `${stack.key}-${index}`,
      { after: before?.id ?? "", delayMs: 250 },
      { protect: index === 6 },
    );
  }
  return { last: before?.id };
};
