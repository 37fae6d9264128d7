import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { folderWith } from "./command";

// The shipped command with a rule of a team's own: the pack runs in the real engine's preview of each stack.
interface Found {
  readonly rule: string;
  readonly status: string;
  readonly blocks: boolean;
  readonly stack: string;
  readonly source: { readonly file?: string; readonly line?: number } | null;
}
interface Document {
  readonly status?: string;
  readonly policies: { readonly verdict: string; readonly findings: readonly Found[] };
}

const RULE = `exports.rules = [{
  id: "team/zone-is-named", title: "A zone says whose it is", scope: "resource",
  severity: { starter: "error", growth: "error", scale: "error", global: "error" },
  why: "Someone must answer for it.", source: "https://example.com/rules", fix: "say whose zone it is",
  types: ["aws:route53/zone:Zone"], elsewhere: [],
  example: { compliant: { resources: [] }, failing: { resources: [] } },
  subjects: (world) => world.all("aws:route53/zone:Zone"),
  judge: () => ({ verdict: "fail", message: "does not say whose it is" }),
}];`;

const folder = folderWith("shop");
const set = (levels: string): void =>
  folder.edit((text) => `${text.split("\npolicies:")[0]}\npolicies:\n  custom: [team-rules]\n${levels}`);

beforeAll(() => {
  const at = join(folder.path, "node_modules", "team-rules");
  mkdirSync(at, { recursive: true });
  writeFileSync(join(at, "index.js"), RULE);
});
afterAll(() => folder.close());

test("a mandatory finding stops up before anything is made, with the line of the manifest", async () => {
  set("");
  const document = await folder.sandbox<Document>(1, "up", "--yes", "--only", "dns");
  expect(document).toMatchObject({ status: "blocked", policies: { verdict: "fail" } });
  const [finding] = document.policies.findings;
  expect(finding).toMatchObject({ rule: "team/zone-is-named", status: "fail", blocks: true, stack: "production-dns" });
  expect(finding?.source).toMatchObject({ file: "scalekit.yaml", line: expect.any(Number) });
  expect(await folder.sandbox<{ resources: readonly object[] }>(0, "sandbox", "ls")).toMatchObject({ resources: [] });
}, 120_000);

test("preview says the same, and in words", async () => {
  const { status, stdout, stderr } = await folder.run("preview", "--sandbox", "--only", "dns");
  expect(status).toBe(1);
  expect(stdout).toContain("to create");
  expect(stderr).toMatch(/SK3018 Stopped[\s\S]*error team\/zone-is-named[\s\S]*scalekit\.yaml:\d+:\d+/);
  expect(stderr).not.toContain("pulumi-analyzer");
}, 120_000);

test("at level advisory it is a line of the summary, and up goes on", async () => {
  set("  levels: { team/zone-is-named: advisory }\n");
  const { status, stdout } = await folder.run("up", "--yes", "--sandbox", "--only", "dns");
  expect({ status, stdout }).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/Policies: \d+ advisory findings?.*team\/zone-is-named/),
  });
}, 120_000);
