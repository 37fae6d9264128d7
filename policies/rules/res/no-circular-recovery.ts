import { changed, withResource } from "../../change-sample";
import { recoveryTools } from "../../facts/recovery-path";
import { servingRegions } from "../../facts/regions";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";

/** What a tool needs to start: its code, its state, its login. */
const NEEDS = [TYPES.bucket, TYPES.secret, TYPES.table, TYPES.kmsKey, "aws:ecr/repository:Repository"];

const group = (region: string) => ({ type: TYPES.group, name: `web-${region}`, region });
const compliant: Sample = {
  resources: [
    group("eu-west-1"),
    group("us-east-1"),
    { type: TYPES.bucket, name: "runbooks", region: "us-east-1" },
    { type: TYPES.lambda, name: "failover", region: "us-east-1", inputs: { s3Bucket: ref("runbooks") } },
  ],
  declared: { primary: "eu-west-1", regions: ["eu-west-1", "us-east-1"] },
};

export const noCircularRecovery = rule({
  id: "res/no-circular-recovery",
  title: "What recovers a region does not live in it",
  scope: "environment",
  severity: perTier("none", "warning", "error", "error"),
  why: "A runbook, its code, its secret or its state that is held only by the region it restores is gone when it is needed.",
  source:
    "AWS Fault Isolation Boundaries, https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/static-stability.html",
  fix: "keep the tool and all that it needs in a region that it does not restore, or in both",
  types: [TYPES.stateMachine, TYPES.lambda, TYPES.regionSwitchPlan, ...NEEDS],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withResource("failover", { region: "eu-west-1" })) },
  subjects: (world) => (servingRegions(world).length < 2 ? [] : recoveryTools(world)),
  judge(tool, world) {
    // A switch plan is a global resource with a data plane in each of its regions.
    if (
      tool.type !== TYPES.regionSwitchPlan &&
      !alsoElsewhere(tool.region) &&
      tool.region === world.declared("primary")
    )
      return fail(`is in ${tool.region} only, the region that it restores`, {});
    const primary = world.declared("primary");
    const held = world.referred(tool, ...NEEDS).filter(({ region }) => region === primary && tool.region !== primary);
    if (held.length === 0) return pass();
    return fail(`needs ${held.map(({ name }) => name).join(", ")} in ${primary}, the region that it restores`, {
      related: held,
    });

    function alsoElsewhere(own: string | undefined): boolean {
      return recoveryTools(world).some(
        (other) =>
          other !== tool && other.type === tool.type && other.region !== own && stem(other.name) === stem(tool.name),
      );
    }
  },
});

/** A name without its region, so that one tool in two regions is known as one. */
const stem = (name: string): string =>
  name
    .replace(/[a-z]{2}(-gov)?-[a-z]+-\d/g, "")
    .replace(/[-_]+/g, "-")
    .replace(/-$/, "");
