import { runTasks, type Schedule, type Task } from "../../../stacks/engine/run/schedule";

const turn = () => new Promise((resolve) => setTimeout(resolve, 1));

/** Runs tasks and notes what ran beside what. */
async function play(tasks: readonly Task[], more: Partial<Schedule> = {}, failing: readonly string[] = []) {
  const order: string[] = [];
  const now = new Set<string>();
  let widest = 0;
  const together: string[] = [];
  const skipped: string[] = [];
  const ends = await runTasks(tasks, {
    concurrency: 10,
    signal: new AbortController().signal,
    onSkipped: (name, end, because) => skipped.push(`${name} ${end}${because ? ` by ${because}` : ""}`),
    run: async (name) => {
      now.add(name);
      widest = Math.max(widest, now.size);
      if (now.size > 1) together.push([...now].sort().join("+"));
      order.push(name);
      await turn();
      now.delete(name);
      return failing.includes(name) ? "failed" : "ok";
    },
    ...more,
  });
  return { order, widest, together, skipped, ends: Object.fromEntries(ends) };
}

const task = (name: string, after: string[] = [], lane?: string): Task => ({ name, after, ...(lane && { lane }) });

test("dependencies come first, the rest side by side", async () => {
  const { order, together } = await play([task("c", ["a", "b"]), task("a"), task("b")]);
  expect(order.at(-1)).toBe("c");
  expect(together).toEqual(["a+b"]);
});

test("never more at once than allowed", async () => {
  expect(
    (
      await play(
        ["a", "b", "c", "d", "e"].map((name) => task(name)),
        { concurrency: 2 },
      )
    ).widest,
  ).toBe(2);
});

test("one lane runs one at a time in its order, beside others", async () => {
  const { order, together } = await play([task("r1", [], "serving"), task("r2", [], "serving"), task("new")]);
  expect(order.indexOf("r1")).toBeLessThan(order.indexOf("r2"));
  expect(together.some((pair) => pair.includes("r1+r2"))).toBe(false);
});

test("a failure holds those that wait for it, directly or not, and nothing else", async () => {
  const { ends, skipped } = await play([task("a"), task("b", ["a"]), task("c", ["b"]), task("d")], {}, ["a"]);
  expect(ends).toEqual({ a: "failed", b: "held", c: "held", d: "ok" });
  expect(skipped).toEqual(["b held by a", "c held by b"]);
});

test("a region that fails while serving holds the next one: it must not break as well", async () => {
  const { ends } = await play([task("r1", [], "serving"), task("r2", [], "serving")], {}, ["r1"]);
  expect(ends).toEqual({ r1: "failed", r2: "held" });
});

test("after an abort nothing more starts", async () => {
  const abort = new AbortController();
  const { order, ends } = await play([task("a"), task("b", ["a"])], {
    signal: abort.signal,
    run: async () => {
      abort.abort();
      return "ok";
    },
  });
  expect(order).toEqual([]);
  expect(ends).toEqual({ a: "ok", b: "cancelled" });
});

test("a dependency that is not part of the run counts as done", async () => {
  expect((await play([task("b", ["elsewhere"])])).ends).toEqual({ b: "ok" });
});

test("a circle is an error, not a wait for ever", async () => {
  await expect(play([task("a", ["b"]), task("b", ["a"])])).rejects.toThrow("wait for each other: a, b");
});
