import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makePlan } from "../../blueprints/plan/make";
import { ADOPTED, readAdopted } from "../../stacks/adopted";
import { environmentLock, readLock, writeLock } from "../../stacks/lock";
import { synth } from "../../stacks/synth/synth";
import { ACCOUNT, resolvedExample } from "../support/examples";

jest.setTimeout(60_000);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "scalekit-adopted-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const GROUP = "aws:autoscaling/group:Group";
const kept = { type: GROUP, name: "web-group", set: { maxSize: 99 }, ignoreChanges: ["maxSize", "tags"] };
const adopted = { schemaVersion: "1", environments: { production: { "eu-west-1": [kept] } } };
const write = (content: unknown): void =>
  writeFileSync(join(folder, ADOPTED), typeof content === "string" ? content : JSON.stringify(content));

describe("what adopted resources keep", () => {
  it("is laid over what the component would set, and shown as transformed", async () => {
    write(adopted);
    const plan = makePlan(resolvedExample("shop", "growth"), {
      account: ACCOUNT,
      ...environmentLock(folder, "production", false),
    });
    const { resources } = await synth(plan, { handed: {}, account: ACCOUNT, sandbox: false });
    const groups = resources.filter(({ type, name }) => type === GROUP && name === "web-group");
    const here = groups.find(({ stack }) => stack === "production-eu-west-1");
    expect(here).toMatchObject({ transformed: ["maxSize"], inputs: { maxSize: 99 } });
    expect(here?.ignoreChanges).toEqual(expect.arrayContaining(["maxSize", "tags"]));
    // Of the other stacks, which run in the same process, nothing was adopted.
    const others = groups.filter(({ stack }) => stack !== "production-eu-west-1");
    expect(others.length).toBeGreaterThan(0);
    expect(others.flatMap(({ transformed }) => transformed)).toEqual([]);
  });

  it("is of one environment only", () => {
    write(adopted);
    expect(environmentLock(folder, "staging", false).adopted).toBeUndefined();
  });

  it("stays in its own file when the lock file is written", () => {
    write(adopted);
    const lock = join(folder, "scalekit.lock.json");
    writeLock(
      lock,
      { schemaVersion: "1", environments: {} },
      "production",
      environmentLock(folder, "production", false),
    );
    expect(readLock(lock).environments.production).toEqual({});
  });

  it.each([
    ["no JSON", "{"],
    ["another version", { ...adopted, schemaVersion: "2" }],
    ["no mapping of environments", { schemaVersion: "1", environments: [] }],
    ["an entry without a name", { schemaVersion: "1", environments: { a: { b: [{ ...kept, name: undefined }] } } }],
    ["paths that are no texts", { schemaVersion: "1", environments: { a: { b: [{ ...kept, ignoreChanges: [1] }] } } }],
  ])("is refused with %s, without a word of its content", (_, content) => {
    write(content);
    expect(() => readAdopted(folder)).toThrow("SK2901");
  });
});
