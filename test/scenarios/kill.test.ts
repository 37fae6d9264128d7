import { folderWith } from "./command";
import type { Cloud, Status, Up } from "./documents";

// The engine's ten-kill test works on toys; this is the shipped command on a real example.
jest.setTimeout(600_000);

const shop = folderWith("shop");
afterAll(() => shop.close());

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

test("an up killed with -9 in its middle is finished by the same command", async () => {
  shop.edit((text) => text.replace(/\n {2}secondaries: .*/, ""));
  const command = ["up", "--tier", "starter", "--yes"];
  const killed = shop.start(...command, "--sandbox");
  let seen = "";
  killed.child.stderr?.on("data", (text: string) => {
    seen += text;
  });
  // Well into the region's stack: it has some 150 resources.
  while ((seen.match(/\[eu-west-1\] \+ created/g) ?? []).length < 40 && killed.child.exitCode === null) await pause(20);
  killed.child.kill("SIGKILL");
  expect((await killed.ended).status).toBe("SIGKILL");
  expect((await shop.sandbox<Cloud>(0, "sandbox", "ls")).resources.length).toBeGreaterThan(20);

  expect((await shop.sandbox<Up>(0, ...(command as [string]))).status).toBe("done");
  expect((await shop.sandbox<Up>(0, "up", "--yes")).status).toBe("unchanged");
  const status = await shop.sandbox<Status>(0, "status");
  expect(status.green).toBe(true);
  expect(status.stacks.filter(({ pending }) => pending > 0)).toEqual([]);
});
