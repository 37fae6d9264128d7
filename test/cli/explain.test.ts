import { ScalekitError } from "../../blueprints/problems/problem";
import { explain } from "../../cli/commands/explain";
import { fakeIo } from "./support";

test.each([
  ["SK1102", "SK1102 A service names a store that is not there"],
  ["sk1102", "What to do:"],
  ["global", "tier global"],
  ["failover.ttl", "Defaults by tier:"],
  ["rto", "Recovery time objective"],
])("%s", async (what, expected) => {
  const { io, written } = fakeIo(__dirname);
  expect(await explain.run({ what }, io)).toBe(0);
  expect(written.stdout).toContain(expected);
});

test("an unknown word: exit status 2 and the nearest word", async () => {
  const { io, written } = fakeIo(__dirname);
  const failure = await explain.run({ what: "failover.tll" }, io).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ScalekitError);
  expect(failure).toMatchObject({ exitStatus: 2, problem: { code: "SK1152", nearest: "failover.ttl" } });
  expect(written.stdout).toBe("");
});
