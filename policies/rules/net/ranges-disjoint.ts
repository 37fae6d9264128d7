import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { overlaps, parseCidr } from "../../facts/cidr";
import { fail, pass, perTier, rule, unknown } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";
import { known, type UnseenValue, unseen } from "../../world/unseen";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    { type: TYPES.vpc, name: "vpc-eu", region: "eu-west-1", inputs: { cidrBlock: "10.16.0.0/16" } },
    { type: TYPES.vpc, name: "vpc-us", region: "us-east-1", inputs: { cidrBlock: "10.17.0.0/16" } },
  ],
};

export const rangesDisjoint = rule({
  id: "net/ranges-disjoint",
  title: "No two networks share addresses, joined or not",
  scope: "environment",
  severity: perTier("warning", "error", "error", "error"),
  why: "Networks with common addresses can never be peered, and a network's range cannot be changed: the second region then means building the first one anew.",
  source:
    "Well-Architected Framework, REL02-BP05 enforce non-overlapping private IP address ranges, https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_planning_network_topology_non_overlap_ip.html",
  fix: "give each network a range of its own, before anything stands in it",
  types: [TYPES.vpc, TYPES.vpcRange],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("vpc-us", { cidrBlock: "10.16.128.0/17" })) },
  subjects: (world) => (world.all(TYPES.vpc).length < 2 ? [] : world.all(TYPES.vpc)),
  judge(vpc, world) {
    const own = rangesOfVpc(vpc, world);
    let unread: UnseenValue | undefined;
    for (const other of world.all(TYPES.vpc)) {
      if (other === vpc) continue;
      const theirs = known(() => rangesOfVpc(other, world))?.value;
      if (!theirs) unread = unseen(other, "cidrBlock");
      const common = theirs?.find((text) => own.some((mine) => share(mine, text)));
      if (common !== undefined)
        return fail(`has ${own.join(", ")}, which overlaps ${common} of ${other.name} in ${other.stack}`, {
          input: "cidrBlock",
          related: [other],
        });
    }
    return unread ? unknown(unread.missing) : pass();
  },
});

function share(a: string, b: string): boolean {
  const [one, two] = [parseCidr(a), parseCidr(b)];
  return one !== undefined && two !== undefined && overlaps(one, two);
}

function rangesOfVpc(vpc: GraphResource, world: World): readonly string[] {
  const first = world.text(vpc, "cidrBlock");
  // A range that an address manager gives is not written.
  if (first === undefined) throw unseen(vpc, "cidrBlock");
  const more = world.referrers(vpc, [TYPES.vpcRange], "vpcId").flatMap((from) => world.text(from, "cidrBlock") ?? []);
  return [first, ...more];
}
