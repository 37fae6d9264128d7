import { checkInputs } from "../../../stacks/sandbox/behaviour/check";
import { conditionalReplacement } from "../../../stacks/sandbox/behaviour/conditional";
import { diffInputs } from "../../../stacks/sandbox/behaviour/diff";
import naming from "../../../stacks/sandbox/facts/behaviour/naming.json";
import outputs from "../../../stacks/sandbox/facts/behaviour/outputs.json";
import references from "../../../stacks/sandbox/facts/behaviour/references.json";
import unique from "../../../stacks/sandbox/facts/behaviour/unique.json";
import { factsOf, simulatedTypes, type TypeFacts } from "../../../stacks/sandbox/facts/facts";
import { disallowed, goodMembers, goodValue, mistyped, placed } from "./sample";

const known = (type: string): TypeFacts => {
  const facts = factsOf(type);
  if (!facts) throw new Error(`no facts of ${type}`);
  return facts;
};
const top = (facts: TypeFacts) => Object.entries(facts.properties).filter(([path]) => !path.includes("."));
const reasons = (type: string, inputs: Record<string, unknown>) =>
  checkInputs(type, inputs).map(({ reason }) => reason);

describe.each(simulatedTypes())("%s", (type) => {
  const facts = known(type);
  const good = goodMembers(facts, "");

  it("accepts what is required and nothing more", () => {
    expect(reasons(type, good)).toEqual([]);
  });

  it("refuses a property that it does not have", () => {
    expect(reasons(type, { ...good, noSuchProperty: 1 })).toEqual(["noSuchProperty is not a property of this type"]);
  });

  it("refuses to go without each required property", () => {
    for (const name of Object.keys(good)) {
      const { [name]: _, ...rest } = good;
      expect(reasons(type, rest)).toContain(`${name} is required`);
    }
  });

  it("refuses each property that is not of its kind", () => {
    for (const [name, fact] of top(facts)) {
      const value = mistyped(fact);
      if (value === undefined) continue;
      expect(reasons(type, { ...good, [name]: value }).join()).toContain(`${name} must be`);
    }
  });

  it("refuses each value that is not allowed", () => {
    for (const [name, fact] of top(facts)) {
      const value = disallowed(fact);
      if (value === undefined) continue;
      expect(reasons(type, { ...good, [name]: value }).join()).toMatch(new RegExp(`${name}\\S* must be`));
    }
  });

  it("refuses both as deep as its properties go", () => {
    for (const [path, fact] of Object.entries(facts.properties)) {
      const shown = path.replaceAll("[]", "[0]");
      for (const value of [mistyped(fact), disallowed(fact)]) {
        if (value === undefined || !path.includes(".")) continue;
        expect(reasons(type, placed(facts, good, path, value)).join()).toContain(`${shown}`);
      }
    }
  });

  it("replaces for what the provider replaces for, and for nothing else", () => {
    for (const [name, fact] of top(facts)) {
      const value = goodValue(facts, name, fact);
      const changes = diffInputs(type, good, { ...good, [name]: differentFrom(value) }).filter(
        ({ path }) => path === name,
      );
      const expected = conditionalReplacement(type, name, good, good) ?? fact.replaces ?? false;
      for (const change of changes) expect([name, change.replaces]).toEqual([name, expected]);
    }
  });
});

/** Differs in kind where need be: a comparison looks at values, not at what is allowed. */
function differentFrom(value: unknown): unknown {
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return value + 1;
  return typeof value === "string" ? `${value}-other` : value;
}

describe("behaviour data", () => {
  const simulated = new Set(simulatedTypes());

  it.each([
    ["outputs", Object.keys(outputs.types)],
    ["unique names", Object.keys(unique.types)],
    ["naming", [...Object.keys(naming.types), ...naming.never]],
    ["references", [...Object.keys(references.types), ...Object.values(references.names).map(({ to }) => to)]],
  ])("of %s names simulated types only", (_, types) => {
    expect(types.filter((type) => !simulated.has(type))).toEqual([]);
  });

  it("makes names unique by properties that the types have", () => {
    const wrong = Object.entries(unique.types).flatMap(([type, { by }]) =>
      by.filter((name) => !(name in known(type).properties)).map((name) => `${type} ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it("computes properties that the types have", () => {
    const wrong = Object.entries(outputs.types).flatMap(([type, templates]) => {
      const facts = known(type);
      return Object.keys(templates)
        .filter((name) => name !== "id" && !(name in facts.properties) && !facts.outputs.includes(name))
        .map((name) => `${type} ${name}`);
    });
    expect(wrong).toEqual([]);
  });
});
