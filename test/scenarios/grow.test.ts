import { folderWith } from "./command";
import { type Cloud, losses, type Status, type Thing, type Up } from "./documents";

// One environment through its whole life: from tier starter to tier global, then to another region.
// Whether anything is lost is read from the engine's own preview and, again, from what the run did.
jest.setTimeout(600_000);

const shop = folderWith("shop");
afterAll(() => shop.close());
beforeAll(() => {
  shop.edit((text) => text.replace(/secondaries: \[.*\]/, "secondaries: [us-east-1]"));
});

/** Not merely kept for a while after its deletion. */
const isThere = ({ status }: Thing): boolean => status !== "waiting" && status !== "kept";

/** Physical ids of the databases, caches, keys and buckets of a region's stack: the proof that nothing was made anew. */
async function dataIn(region: string): Promise<string[]> {
  const held = /rds\/cluster:|replicationGroup:|kms\/key:|s3\/bucket:/;
  const { resources } = await shop.sandbox<Cloud>(0, "sandbox", "ls");
  return resources
    .filter((thing) => thing.createdFor.includes(`.production-${region}::`) && isThere(thing) && held.test(thing.type))
    .map(({ type, id }) => `${type} ${id}`)
    .sort();
}

const comments = (text: string): string[] => text.match(/#.*/g) ?? [];

test("starter: one command, and the tier is written into this environment's part of the manifest", async () => {
  const before = shop.manifest();
  expect((await shop.sandbox<Up>(0, "up", "--tier", "starter", "--yes")).status).toBe("done");
  expect(shop.manifest()).toMatch(/production: \{.*tier: starter ?\}/);
  expect(comments(shop.manifest())).toEqual(comments(before));
});

test.each(["growth", "scale", "global"])("to %s: nothing that holds data is replaced or deleted", async (tier) => {
  const held = await dataIn("eu-west-1");
  expect(held.length).toBeGreaterThan(0);
  const before = comments(shop.manifest());
  const up = await shop.sandbox<Up>(0, "up", "--tier", tier, "--yes");
  expect(up.status).toBe("done");
  expect(up.preview.refused).toEqual([]);
  expect(losses(up.preview.stacks)).toEqual([]);
  expect(losses(up.stacks)).toEqual([]);
  expect(await dataIn("eu-west-1")).toEqual(expect.arrayContaining(held));
  expect(shop.manifest()).toMatch(new RegExp(`production: \\{.*tier: ${tier} ?\\}`));
  expect(comments(shop.manifest())).toEqual(before);
});

test("a lower tier is refused, and neither manifest nor cloud changes", async () => {
  const before = shop.manifest();
  const refused = await shop.run("up", "--tier", "growth", "--sandbox", "--yes");
  expect(refused.status).toBe(1);
  expect(refused.stderr).toMatch(/--allow-shrink/);
  expect(shop.manifest()).toBe(before);
  expect(await shop.sandbox<Status>(0, "status")).toMatchObject({ tier: { recorded: "global" } });
});

test("one region is added and another leaves: guarded first, then done, and the others keep what they have", async () => {
  const primary = await dataIn("eu-west-1");
  expect(await dataIn("us-east-1")).not.toEqual([]);
  shop.edit((text) => text.replace("secondaries: [us-east-1]", "secondaries: [ap-southeast-1]"));
  const { preview, status } = await shop.sandbox<Up>(1, "up", "--yes");
  expect(status).toBe("refused");
  expect(preview.leaving.map(({ stack }) => stack)).toEqual(["production-us-east-1"]);
  expect(losses(preview.stacks)).toEqual([]);
  expect([...new Set(preview.refused.map(({ stack }) => stack))]).toEqual(["production-us-east-1"]);

  const allowed = preview.refused.flatMap(({ urn }) => ["--allow-replace", urn]);
  const up = await shop.sandbox<Up>(0, "up", "--yes", ...allowed);
  expect(up.stacks).toContainEqual(expect.objectContaining({ stack: "production-us-east-1", status: "done" }));
  expect(await dataIn("eu-west-1")).toEqual(primary);
  expect(await dataIn("us-east-1")).toEqual([]);
  expect(await dataIn("ap-southeast-1")).not.toEqual([]);
  const { green, stacks } = await shop.sandbox<Status>(0, "status");
  expect(green).toBe(true);
  expect(stacks.map(({ key }) => key)).not.toContain("us-east-1");
});
