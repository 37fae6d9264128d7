import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../support/root";

// Start-up is quick because little is loaded. Clocks are for bench/; what is loaded is the same on every machine.
const folder = mkdtempSync(join(tmpdir(), "scalekit-startup-"));
const spy = join(folder, "spy.cjs");
const list = join(folder, "loaded.json");

beforeAll(() => {
  writeFileSync(
    spy,
    `process.on("exit", () => require("node:fs").writeFileSync(${JSON.stringify(list)}, JSON.stringify(Object.values(require.cache).filter((m) => m.children.length > 0 || m.parent).map((m) => m.filename))));`,
  );
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Packages whose files a command loaded. A stand-in of the command line is no file that was loaded: nothing required it. */
function packagesLoadedBy(script: string, ...args: string[]): Set<string> {
  execFileSync(process.execPath, ["--require", spy, script, ...args], { cwd: root, stdio: "pipe" });
  const files = JSON.parse(readFileSync(list, "utf8")) as string[];
  return new Set(files.map(packageOf));
}

const packageOf = (file: string): string =>
  /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? file.slice(root.length + 1);

const main = join(root, "dist", "cli", "main.js");

test("--help loads the words of the commands, and nothing that runs them", () => {
  const loaded = packagesLoadedBy(main, "--help");
  expect([...loaded].filter((name) => /^(@pulumi|@grpc|@aws-sdk|yaml|ajv|typescript)/.test(name))).toEqual([]);
  expect(loaded).toContain("yargs");
});

test("plan loads neither the engine's clients nor the closure serializer, nor compiles the schema", () => {
  const loaded = packagesLoadedBy(main, "plan", "--tier", "global", "-f", "examples/shop/scalekit.yaml");
  expect(loaded).toContain("@pulumi/aws");
  const unwanted = ["@grpc/grpc-js", "@npmcli/arborist", "typescript", "execa", "@opentelemetry/api"];
  expect(unwanted.filter((name) => loaded.has(name))).toEqual([]);
  expect([...loaded].filter((name) => name.startsWith("dist/blueprints/manifest/schema/ajv"))).toEqual([]);
});

test("a component loads no other component, no command line and no engine", () => {
  const program = join(folder, "program.cjs");
  writeFileSync(program, `require(${JSON.stringify(root)}).AutoscalingGroup;`);
  const ours = [...packagesLoadedBy(program)].filter((name) => name.startsWith("dist/"));
  expect(ours).toContain("dist/components/compute/autoscaling-group.js");
  expect(ours.filter((name) => /^dist\/(cli|stacks|components\/(edge|kubernetes|network))\//.test(name))).toEqual([]);
});
