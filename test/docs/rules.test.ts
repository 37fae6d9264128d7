import { readFileSync } from "node:fs";
import { join } from "node:path";
import { RULES } from "../../policies/rules";
import { rulesPage } from "../../policies/rules-page";

const page = readFileSync(join(__dirname, "../../docs/policies/rules.md"), "utf8");

test("docs/policies/rules.md is what the rules say (after a change: npm run docs)", () => {
  expect(page).toBe(rulesPage(RULES));
});

test("each link of the page leads to a heading of it", () => {
  const headings = new Set([...page.matchAll(/^### (.+)$/gm)].map(([, heading = ""]) => heading.replaceAll("/", "")));
  for (const [, target = ""] of page.matchAll(/\]\(#([^)]+)\)/g)) expect(headings).toContain(target);
});

test("what the page of rules left out names is no rule, and what it points to is one", () => {
  const text = readFileSync(join(__dirname, "../../docs/policies/left-out.md"), "utf8");
  const known = new Set<string>(RULES.map(({ id }) => id));
  const [candidates = "", parts = ""] = text.split("Parts of rules");
  const leftOut = [...candidates.matchAll(/^\| `([^`]+)` \|/gm)].map(([, id = ""]) => id);
  expect(leftOut.length).toBeGreaterThan(0);
  expect(leftOut.filter((id) => known.has(id))).toEqual([]);
  const named = [...`${candidates}${parts}`.matchAll(/`([a-z0-9]+\/[a-z-]+)`/g)].map(([, id = ""]) => id);
  expect(named.filter((id) => !known.has(id) && !leftOut.includes(id))).toEqual([]);
});
