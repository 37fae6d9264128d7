import { SECRET, UNKNOWN } from "../../../blueprints/graph/values";
import { graphOf, ref, type Sample } from "../../../policies/sample";
import { TYPES } from "../../../policies/types";
import { known, UnseenValue } from "../../../policies/world/unseen";
import { World } from "../../../policies/world/world";

const sample: Sample = {
  resources: [
    { type: TYPES.subnet, name: "a", inputs: { availabilityZone: "eu-west-1a" } },
    { type: TYPES.subnet, name: "b", inputs: {} },
    {
      type: TYPES.group,
      name: "web",
      inputs: {
        minSize: "3",
        maxSize: UNKNOWN,
        forceDelete: "true",
        userData: SECRET,
        vpcZoneIdentifiers: [ref("a"), ref("b")],
        tags: [],
      },
    },
  ],
};
const world = new World(graphOf(sample), "scale");
const [web] = world.all(TYPES.group);
if (!web) throw new Error("no group");

test("numbers and flags that a state keeps as text are read as what they are", () => {
  expect(world.number(web, "minSize")).toBe(3);
  expect(world.flag(web, "forceDelete")).toBe(true);
});

test("what is not written is undefined: the cloud's default holds", () => {
  expect(world.number(web, "desiredCapacity")).toBeUndefined();
  expect(world.list(web, "loadBalancers")).toEqual([]);
});

test.each(["maxSize", "userData"])("%s, which is not known or secret, ends the judgement", (input) => {
  expect(() => world.value(web, input)).toThrow(UnseenValue);
  expect(known(() => world.value(web, input))).toBeUndefined();
  expect(world.has(web, input)).toBe(true);
});

test("a text that is no number is unknown, not zero", () => {
  const odd = new World(
    graphOf({ resources: [{ type: TYPES.group, name: "x", inputs: { minSize: "three" } }] }),
    "scale",
  );
  expect(() => odd.all(TYPES.group).map((group) => odd.number(group, "minSize"))).toThrow(UnseenValue);
});

test("an error of a rule is an error, not an unknown", () => {
  expect(() =>
    known(() => {
      throw new TypeError("a defect");
    }),
  ).toThrow(TypeError);
});

test("references are followed while their values are unknown, in both directions", () => {
  expect(world.follow(web, "vpcZoneIdentifiers", TYPES.subnet).map(({ name }) => name)).toEqual(["a", "b"]);
  const [a] = world.all(TYPES.subnet);
  expect(a && world.referrers(a, [TYPES.group]).map(({ name }) => name)).toEqual(["web"]);
});

test("an id that was not read makes the list unknown rather than shorter", () => {
  const partial = new World(
    graphOf({
      resources: [
        ...sample.resources.slice(0, 2),
        { type: TYPES.group, name: "web", inputs: { vpcZoneIdentifiers: [ref("a"), "subnet-0123"] } },
      ],
    }),
    "scale",
  );
  const [group] = partial.all(TYPES.group);
  expect(() => group && partial.follow(group, "vpcZoneIdentifiers", TYPES.subnet)).toThrow(UnseenValue);
});
