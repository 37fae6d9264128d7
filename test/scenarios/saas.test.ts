import { join } from "node:path";
import { folderWith } from "./command";
import { type Cloud, losses, type Status, type Up } from "./documents";

// Kubernetes services in two regions behind Cloudflare, grown tier by tier in one folder.
jest.setTimeout(600_000);

const saas = folderWith("saas");
afterAll(() => saas.close());

test.each(["starter", "growth", "scale", "global"])("the SaaS goes up at tier %s", async (tier) => {
  const up = await saas.sandbox<Up>(0, "up", "--tier", tier, "--yes");
  expect(up.status).toBe("done");
  expect(losses(up.stacks)).toEqual([]);
  expect(saas.manifest()).toContain(`tier: ${tier}`);
  const state = join(saas.path, ".scalekit", "sandbox", "state");
  const { status, stdout } = await saas.run("audit", state, "-f", "scalekit.yaml", "--format", "json");
  expect(JSON.parse(stdout)).toMatchObject({ tier, verdict: "pass", score: { value: 100 }, gaps: [] });
  expect(status).toBe(0);
});

test("at tier global a second up changes nothing and status is green", async () => {
  const up = await saas.sandbox<Up>(0, "up", "--yes");
  expect(up.status).toBe("unchanged");
  expect(up.preview.stacks.flatMap(({ changes }) => changes)).toEqual([]);
  expect((await saas.sandbox<Status>(0, "status")).green).toBe(true);
});

test("destroy --unprotect --yes leaves only what AWS keeps", async () => {
  await saas.sandbox(0, "destroy", "--unprotect", "--yes");
  const { resources } = await saas.sandbox<Cloud>(0, "sandbox", "ls");
  expect(resources.filter(({ status }) => status !== "waiting" && status !== "kept")).toEqual([]);
});
