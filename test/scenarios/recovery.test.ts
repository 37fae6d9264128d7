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
