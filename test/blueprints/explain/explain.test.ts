import { explain, words } from "../../../blueprints/explain/explain";
import { GLOSSARY } from "../../../blueprints/explain/glossary";

const text = (what: string) => {
  const explanation = explain(what);
  return explanation.found ? [explanation.title, ...explanation.paragraphs].join("\n") : undefined;
};

test("everything that can be asked for is explained", () => {
  for (const word of words()) expect([word, (text(word)?.length ?? 0) > 20]).toEqual([word, true]);
});

test("a path may be written with the person's own names, with a star, or without", () => {
  for (const path of ["services.web.capacity", "services.*.capacity", "services.capacity"]) {
    expect(text(path)).toContain("Requests a second that one instance or pod carries");
    expect(text(path)).toContain("from 0.01rps to 1000000rps");
  }
});

test("a path shows what each tier chooses, and why", () => {
  expect(text("data.orders.replicas")).toMatch(/starter {2}0 .*\n.*growth {3}1 .*\n.*scale {4}2 /);
});

test("a tier shows all its defaults with reasons", () => {
  expect(text("global")).toContain("network.natPerZone: true");
});

test("an unknown word is answered with the nearest", () => {
  expect(explain("failover.tll")).toEqual({ found: false, nearest: "failover.ttl" });
  expect(explain("SK1012x").found).toBe(false);
  expect(explain("constructor")).toEqual({ found: false });
});

test("the glossary's entries are sentences", () => {
  for (const [word, meaning] of Object.entries(GLOSSARY))
    expect([word, /^[A-Z].*\.$/.test(meaning)]).toEqual([word, true]);
});
