import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { coversRule } from "../../facts/rule-order";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { allOf, anyOf } from "../../world/any";
import { unseen } from "../../world/unseen";
import type { World } from "../../world/world";

const forward = (name: string, priority: number, path: string) => [
  { type: TYPES.targetGroup, name: `${name}-targets` },
  {
    type: TYPES.listenerRule,
    name,
    inputs: {
      listenerArn: ref("https"),
      priority,
      actions: [{ type: "forward", targetGroupArn: ref(`${name}-targets`) }],
      conditions: [{ pathPattern: { values: [path] } }],
    },
  },
];

const compliant: Sample = {
  resources: [
    { type: TYPES.listener, name: "https", inputs: { port: 443 } },
    ...forward("api", 100, "/api/*"),
    ...forward("web", 200, "/*"),
  ],
};

export const ruleIsReached = rule({
  id: "net/rule-is-reached",
  title: "No listener rule stands behind one that takes all its requests",
  scope: "stack",
  severity: perTier("error", "error", "error", "error"),
  why: "A balancer takes the first rule that fits. Behind one for everything the rule for a part is never asked: its service stands there healthy and without users, and the other answers for it with 404.",
  source:
    "Elastic Load Balancing, listener rules for your Application Load Balancer (priority), https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html",
  fix: "give the narrower rule the lower priority",
  types: [TYPES.listenerRule, TYPES.listener, TYPES.targetGroup, TYPES.distribution, TYPES.cloudflareRuleset],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("web", { priority: 50 })) },
  subjects: (world) => world.all(TYPES.listenerRule),
  judge(narrow, world) {
    const others = besides(narrow, world);
    if (others.length === 0) return undefined;
    const before = (one: GraphResource): boolean =>
      allOf(
        [
          () => priorityOf(one, world) < priorityOf(narrow, world),
          () => sendsElsewhere(one, narrow, world),
          () => coversRule(one, narrow, world),
        ],
        (question) => question(),
      );
    const isCovered = anyOf(others, before);
    if (!isCovered) return pass();
    const first = others.filter((one) => anyOf([one], before));
    return fail(`is never reached: ${first.map(({ name }) => name).join(", ")} before it takes all that it would`, {
      input: "priority",
      related: first,
    });
  },
});

/** Rules of the same listener. One that is not shown may be anybody's. */
function besides(own: GraphResource, world: World): readonly GraphResource[] {
  const [listener] = world.linked(own, "listenerArn", TYPES.listener);
  if (!listener) return [];
  return world.referrers(listener, [TYPES.listenerRule], "listenerArn").filter((one) => one !== own);
}

/** Without one the cloud takes the next that is free. */
function priorityOf(one: GraphResource, world: World): number {
  const priority = world.number(one, "priority");
  if (priority === undefined) throw unseen(one, "priority");
  return priority;
}

/** Two rules that lead to the same targets may stand in any order. */
function sendsElsewhere(one: GraphResource, other: GraphResource, world: World): boolean {
  const [a, b] = [one, other].map((each) => world.linked(each, "actions", TYPES.targetGroup).map(({ id }) => id));
  if (!a || !b || a.length === 0 || b.length === 0) return true;
  return a.join() !== b.join();
}
