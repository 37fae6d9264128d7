import type { GraphResource } from "../../../blueprints/graph/graph";
import { EVERY, exampleGraph, examplePlan } from "../../support/examples";

describe.each(EVERY)("the %s at tier %s, synthesised offline", (name, tier) => {
  let graph: readonly GraphResource[];
  beforeAll(async () => {
    graph = await exampleGraph(name, tier);
  }, 30_000);

  it("makes resources for every part of the plan", () => {
    for (const stack of examplePlan(name, tier).stacks) {
      for (const part of stack.parts) {
        const made = graph.filter((resource) => resource.stack === stack.name && resource.part === part.name);
        expect([stack.name, part.name, made.length > 1]).toEqual([stack.name, part.name, true]);
      }
    }
  });

  it("knows where each resource came from", () => {
    const orphans = graph.filter(({ custom, type }) => custom && !type.startsWith("pulumi:providers:"));
    expect(
      orphans.filter(({ part, sources }) => part === undefined || sources[""] === undefined).map(({ id }) => id),
    ).toEqual([]);
  });

  it("keeps no secret's content", () => {
    expect(JSON.stringify(graph)).not.toContain("4dabf18193072939515e22adb298388d");
  });

  it("gives every resource of a stack a URN of its own", () => {
    expect(new Set(graph.map(({ id }) => id)).size).toBe(graph.length);
  });

  it("is the same each time", async () => {
    expect(await exampleGraph(name, tier)).toEqual(graph);
  }, 30_000);
});
