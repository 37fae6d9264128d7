import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { folderWith } from "./command";

// The shipped command at tier global, where the gate is mandatory: the proof decides before anything is made (DECISIONS 33).
const shop = folderWith("shop");
afterAll(() => shop.close());

interface Document {
  readonly status: string;
  readonly recovery: { readonly gate: string; readonly missed: readonly { readonly id: string }[] };
}

test("a missed objective stops up before anything is made, until the risk is taken", async () => {
  shop.edit((text) => text.replace("accept: [region, ", "accept: ["));
  const stopped = await shop.sandbox<Document>(1, "up", "--yes", "--only", "dns");
  expect(stopped).toMatchObject({ status: "blocked", recovery: { gate: "mandatory", missed: [{ id: "region" }] } });
  expect(await shop.sandbox<{ resources: readonly object[] }>(0, "sandbox", "ls")).toMatchObject({ resources: [] });
  const done = await shop.sandbox<Document>(0, "up", "--yes", "--only", "dns", "--accept", "region");
  expect(done).toMatchObject({ status: "done", recovery: { missed: [] } });
}, 240_000);

test("so does a scenario of the team's own that is written beside the manifest, and one with an error in it is no way past", async () => {
  const write = (text: string): void => writeFileSync(join(shop.path, "scalekit.scenarios.yaml"), text);
  const own = "scenarios: { pay: { title: no payments, steps: { switch: { takes: 4h } } } }\n";
  const up = ["up", "--yes", "--only", "dns", "--accept", "region"] as const;
  write(own);
  const stopped = await shop.sandbox<Document>(1, ...up);
  expect(stopped).toMatchObject({ status: "blocked", recovery: { missed: [{ id: "pay" }] } });
  write(own.replace("title:", "titel:"));
  const refused = await shop.run(...up, "--sandbox");
  expect([refused.status, refused.stdout]).toEqual([2, ""]);
  expect(refused.stderr).toContain("scalekit.scenarios.yaml:1:14 SK1026");
  write(own.replace("title:", "accept: true, title:"));
  expect(await shop.sandbox<Document>(0, ...up)).toMatchObject({ recovery: { missed: [] } });
  write(own);
  expect(await shop.sandbox<Document>(0, ...up, "--accept", "pay")).toMatchObject({ recovery: { missed: [] } });
}, 240_000);
