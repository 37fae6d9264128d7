import fc from "fast-check";
import type { Own } from "../../../blueprints/recovery/own/read";
import { readOwn } from "../../../blueprints/recovery/own/read";
import { prove } from "../../../blueprints/recovery/prove";
import { DEMAND, topologyOf } from "./sample";

const PROVIDER = `
scenarios:
  payment-provider:
    title: the payment provider answers nothing
    errors: 30%
    loses: { orders: 10s }
    steps:
      notice: { kind: detect, takes: 2m, least: 30s, most: 5m, what: the probe at checkout fails, source: drill of 3 May }
      agree: { kind: decide, takes: 3m, after: [notice] }
      switch: { kind: redirect, takes: 1m, after: [agree] }
      tell: { kind: decide, takes: 1m, after: [notice] }
measured: { decide: 1m, hitRate: 95%, hotKeys: 5000, clientTries: 2 }
`;

function read(text: string): Own {
  const outcome = readOwn(text, "ours.yaml");
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
}
function problems(text: string): readonly string[] {
  const outcome = readOwn(text, "ours.yaml");
  if (outcome.ok) return [];
  return outcome.problems.map(({ at, code, message, nearest }) =>
    [`${at?.line}:${at?.column}`, code, message, ...(nearest === undefined ? [] : [`(${nearest}?)`])].join(" "),
  );
}
const proofOf = (text: string, id: string, topology = topologyOf()) =>
  prove(topology, { ...DEMAND, own: read(text).scenarios }, [id]).proofs[0];

describe("a scenario of one's own", () => {
  it("takes the longest way through its steps, with its own ranges", () => {
    const proof = proofOf(PROVIDER, "payment-provider");
    expect(proof?.rto).toEqual({ min: 30 + 180 + 60, typical: 360, max: 540 });
    expect(proof?.path.map(({ basis }) => basis)).toEqual([
      { kind: "measured", said: "drill of 3 May" },
      { kind: "assumed" },
      { kind: "assumed" },
    ]);
    expect(proof?.assumedShare).toBeCloseTo(240 / 360);
  });

  it("fails its share of the requests and loses what it says", () => {
    const proof = proofOf(PROVIDER, "payment-provider");
    expect(proof?.users).toEqual([
      { fromSeconds: 0, share: 0.3 },
      { fromSeconds: 360, share: 0 },
    ]);
    expect(proof?.rpo.typical).toBe(10);
  });

  it("is proved with all others, and joins with them", () => {
    const demand = { ...DEMAND, own: read(PROVIDER).scenarios };
    expect(prove(topologyOf(), demand).proofs.map(({ id }) => id)).toContain("payment-provider");
    expect(proofOf(PROVIDER, "payment-provider+writer")?.path.map(({ kind }) => kind)).toEqual([
      "detect",
      "decide",
      "redirect",
    ]);
  });

  it("strikes with built-in ones at the place that it names", () => {
    const text = (place: string): string =>
      `scenarios: { both: { title: a zone during work, fails: ["zone${place}", writer] } }`;
    expect(proofOf(text("@us-east-1"), "both")?.place).toBe("us-east-1 and orders");
    expect(() => proofOf(text("@us-east-2"), "both")).toThrow("zone cannot strike at us-east-2");
  });

  it("has no end where it asks a control plane that it took away", () => {
    const text =
      "scenarios: { gone: { title: all gone, fails: [region@us-east-1], steps: { edit: { takes: 1m, controlPlane: { service: route53, region: us-east-1 } } } } }";
    const proof = proofOf(text, "gone");
    expect(proof?.rto.typical).toBe(Number.POSITIVE_INFINITY);
    expect(proof?.path.at(-1)?.what).toContain("route53 in us-east-1");
  });
});

test("what was measured replaces what is assumed", () => {
  expect(read(PROVIDER)).toMatchObject({
    decideSeconds: 60,
    measured: { hitRate: 0.95, hotKeys: 5000, clientTries: 2 },
  });
});

describe("what is wrong is named with its place", () => {
  test.each([
    [
      "scenarios: { zone: { title: x, steps: { a: { takes: 1m } } } }",
      ["1:14 SK9006 zone is a scenario of scalekit's own"],
    ],
    ["scenarios:\n  a: { title: x }", ["2:3 SK9006 a has neither steps nor fails"]],
    ["scenarios: { a: { title: x, fails: [zonne] } }", ["1:37 SK9006 there is no scenario zonne (zone?)"]],
    [
      "scenarios: { a: { title: x, steps: { one: { takes: 1m, after: [oen] } } } }",
      ["1:64 SK9006 there is no step oen (one?)"],
    ],
    [
      "scenarios: { a: { title: x, steps: { one: { takes: 1m, after: [two] }, two: { takes: 1m, after: [one] } } } }",
      ["1:38 SK9006 one waits for itself"],
    ],
    [
      "scenarios: { a: { title: x, steps: { one: { takes: 1m, most: 30s } } } }",
      ["1:38 SK9006 one takes less than its least or more than its most"],
    ],
    ["scenarios: { a: { title: x, steps: { one: { takes: soon } } } }", ['1:52 SK1024 "soon" is not a duration']],
    ["scenarios: { a: { titel: x } }", [expect.stringContaining("SK1021"), expect.stringContaining("SK1026")]],
    ["measured: { hitRate: 100% }", [expect.stringContaining("SK1025")]],
    ["", [expect.stringContaining("the file of scenarios is empty")]],
    ["a: [", [expect.stringContaining("SK1005")]],
  ])("%j", (text, wanted) => {
    const found = problems(text);
    expect(found).toHaveLength(wanted.length);
    expect(found).toEqual(expect.arrayContaining(wanted));
  });

  it("and is bounded: size, depth and number of scenarios", () => {
    expect(problems("x".repeat(2 ** 21))).toEqual([expect.stringContaining("SK1002")]);
    expect(problems("[".repeat(1000))).toEqual([expect.stringContaining("SK1004")]);
    const many = Array.from({ length: 60 }, (_, at) => `  s${at}: { title: x, fails: [zone] }`).join("\n");
    expect(problems(`scenarios:\n${many}`)).toEqual([expect.stringContaining("too many entries")]);
  });
});

test("nothing that is read throws", () => {
  const piece = fc.constantFrom(
    "scenarios",
    "a",
    ":",
    " ",
    "\n",
    "{",
    "}",
    "[",
    "]",
    "takes",
    "1m",
    "after",
    "-",
    "&x",
    "*x",
    "~",
    "__proto__",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      expect(typeof readOwn(pieces.join(""), "ours.yaml").ok).toBe("boolean");
    }),
    { numRuns: 500 },
  );
});
