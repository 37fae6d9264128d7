import { LEFT_TO_THE_OWNER, WHY } from "../../../policies/audit/patch/by-hand";
import { patchOf } from "../../../policies/audit/patch/patch";
import { REMEDIES } from "../../../policies/audit/patch/remedies";
import { withSettings } from "../../../policies/audit/patch/settings";
import { evaluate } from "../../../policies/evaluate";
import type { Rule } from "../../../policies/rule";
import { RULES } from "../../../policies/rules";
import { graphOf, ref, type SampleResource } from "../../../policies/sample";
import { TYPES } from "../../../policies/types";
import { World } from "../../../policies/world/world";
import { describeWithOracle, replacesOn, terraformPath } from "../../support/oracle";

/** Rules that say in the verdict itself what would obey. */
const WORKED_OUT = ["compute/grace-covers-boot", "msg/visibility-covers-consumer"];

test("each rule has a remedy, or a reason why a person has to do it, and only rules have", () => {
  const ids = RULES.map(({ id }) => id as string).sort();
  const known = [...Object.keys(REMEDIES), ...WORKED_OUT, ...LEFT_TO_THE_OWNER.keys()];
  expect([...new Set(known)].sort()).toEqual(ids);
  expect(known).toHaveLength(ids.length);
});

/** What the patch makes of a rule's own failing example. */
function patchOfExample(rule: Rule) {
  const { failing } = rule.example;
  const world = new World(graphOf(failing), "global", failing.declared);
  const judgements = evaluate(world, [rule]);
  return patchOf({ world, rules: [rule], judgements, ...(failing.declared && { declared: failing.declared }) });
}

/** Remedies whose rule's example fails in a way that is left to the owner. */
const CASE = "no change of one resource in place puts this case right";
const OTHER_CASE: Readonly<Record<string, string>> = {
  // A version is the global database's.
  "db/global-settings-agree": CASE,
  // Without a policy, and without other alarms to follow.
  "db/readers-scale": CASE,
  "obs/alarm-acts": CASE,
};

describe("the smallest change", () => {
  const rules = RULES.filter(({ id }) => id in REMEDIES || WORKED_OUT.includes(id));
  test.each(rules.map((rule) => [rule.id, rule] as const))("of %s puts its failing example right", (id, rule) => {
    const { fixes, leaves, resources } = patchOfExample(rule);
    if (OTHER_CASE[id] !== undefined) expect(leaves.map(({ why }) => why)).toEqual([OTHER_CASE[id]]);
    else {
      expect(fixes).not.toEqual([]);
      expect(resources.flatMap((one) => one.rules)).toContain(id);
    }
  });
});

const world = (...resources: SampleResource[]) => new World(graphOf({ resources }), "global");
const setBy = (id: string, of: World): unknown[] => {
  const rule = RULES.find((one) => one.id === id);
  if (!rule) throw new Error(id);
  return patchOf({ world: of, rules: [rule], judgements: evaluate(of, [rule]) }).resources.map(({ set }) => set);
};

test("an alarm tells what all others of its region tell, and nothing where they differ", () => {
  const alarm = (name: string, actions: readonly string[]): SampleResource => ({
    type: TYPES.alarm,
    name,
    region: "eu-west-1",
    inputs: { metricName: "Errors", namespace: "AWS/Lambda", alarmActions: actions },
  });
  const [a, b] = ["arn:aws:sns:eu-west-1:111122223333:a", "arn:aws:sns:eu-west-1:111122223333:b"];
  expect(setBy("obs/alarm-acts", world(alarm("one", [a]), alarm("two", [a]), alarm("mute", [])))).toEqual([
    { alarmActions: [a] },
  ]);
  expect(setBy("obs/alarm-acts", world(alarm("one", [a]), alarm("two", [b]), alarm("mute", [])))).toEqual([]);
});

test("readers get room to scale, and no fewer than there are", () => {
  const target = (minCapacity: number, maxCapacity: number) =>
    world(
      {
        type: TYPES.appScalingTarget,
        name: "readers",
        inputs: { scalableDimension: "rds:cluster:ReadReplicaCount", minCapacity, maxCapacity },
      },
      { type: TYPES.appScalingPolicy, name: "policy", inputs: { resourceId: ref("readers") } },
    );
  expect(setBy("db/readers-scale", target(1, 1))).toEqual([{ minCapacity: 2, maxCapacity: 3 }]);
  expect(setBy("db/readers-scale", target(4, 4))).toEqual([{ maxCapacity: 5 }]);
  expect(setBy("db/readers-scale", target(1, 9))).toEqual([{ minCapacity: 2 }]);
});

test("what is left says why, by rule", () => {
  const rule = RULES.find(({ id }) => id === "net/gateway-endpoints");
  expect(rule && patchOfExample(rule).leaves).toEqual([
    { rule: "net/gateway-endpoints", failures: expect.any(Number), why: WHY.made },
  ]);
});

test("a change that the owner's language cannot say is not made, and that is the reason", () => {
  const rule = RULES.find(({ id }) => id === "db/multi-az");
  if (!rule) throw new Error("no rule");
  const world = new World(graphOf(rule.example.failing), "global");
  const patch = patchOf({ world, rules: [rule], judgements: evaluate(world, [rule]), writable: () => false });
  expect([patch.resources, patch.fixes]).toEqual([[], []]);
  expect(patch.leaves[0]?.why).toMatch(/language that it is made in/);
});

describe("settings are laid over inputs", () => {
  test("a leaf leaves its neighbours alone, at whatever depth", () => {
    expect(withSettings({ a: { b: 1, c: 2 }, d: 3 }, { "a.b": 9 })).toEqual({ a: { b: 9, c: 2 }, d: 3 });
    expect(withSettings({}, { "a.b": 9 })).toEqual({ a: { b: 9 } });
  });
  test("of a list the place that is named changes, and without a place each block", () => {
    const inputs = { list: [{ name: "one" }, { name: "two", own: { x: 1 } }] };
    expect(withSettings(inputs, { "list[1].own.y": 2 })).toEqual({
      list: [{ name: "one" }, { name: "two", own: { x: 1, y: 2 } }],
    });
    expect(withSettings(inputs, { "list.z": 3 })).toEqual({
      list: [
        { name: "one", z: 3 },
        { name: "two", own: { x: 1 }, z: 3 },
      ],
    });
    expect(inputs.list).toHaveLength(2);
  });
});

describeWithOracle("the provider that was asked", () => {
  const rules = RULES.filter(({ id }) => id in REMEDIES || WORKED_OUT.includes(id));
  const changes = rules.flatMap((rule) =>
    patchOfExample(rule).resources.flatMap(({ resource: { type }, set }) =>
      Object.keys(set)
        .filter(() => type.startsWith("aws:"))
        .map((path) => [type, path] as const),
    ),
  );
  test.each(changes)("changes %s's %s in place", (type, path) => {
    expect(terraformPath(type, path)).toBeDefined();
    expect(replacesOn(type, path)).not.toBe(true);
  });
});
