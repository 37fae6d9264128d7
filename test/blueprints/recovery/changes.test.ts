import { type Change, changesOf, choicesOf } from "../../../blueprints/recovery/changes";
import { resolvedExample } from "../../support/examples";

const change = (path: string, weight: Change["weight"], to = 1): Change => ({ path, from: 0, to, weight });
const paths = (choices: readonly (readonly Change[])[]) => choices.map((each) => each.map(({ path }) => path).join(""));

test("choices have the fewest changes first, then those that ask for least, and no path twice", () => {
  const choices = choicesOf([change("a", 2), change("b", 0), change("a", 2, 2), change("c", 1)], 2);
  expect(paths(choices)).toEqual(["b", "c", "a", "a", "bc", "ab", "ba", "ac", "ac"]);
});

test("all choices of up to three of n are there", () => {
  const six = ["a", "b", "c", "d", "e", "f"].map((path) => change(path, 0));
  expect(choicesOf(six, 3)).toHaveLength(6 + 15 + 20);
});

test("a lone server may get readers, a proxy, replicas and a second unit", () => {
  const found = changesOf(resolvedExample("shop", "starter").manifest).map(({ path, to }) => `${path} ${to}`);
  expect(found).toEqual(
    expect.arrayContaining([
      "data.orders.replicas 1",
      "data.orders.replicas 2",
      "data.orders.proxy true",
      "sessions.replicas 1",
    ]),
  );
});

test("nothing is tried that is so already", () => {
  for (const { path, from, to } of changesOf(resolvedExample("shop", "global").manifest)) {
    expect(to).not.toBe(from);
    expect(path).not.toMatch(/proxy|global/);
  }
});
