import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { findEngine, statePlace } from "../../stacks/engine";
import { installShims } from "../../stacks/sandbox";
import { root } from "../support/root";

// `scalekit up` and plain `pulumi up` are two ways to run one program: what one made, the other leaves as it is
// (DECISIONS 25). Real engine, simulated providers, and a stand-in for the Node language host (test/support).
const MANIFEST = `name: shop
tier: starter
domain: shop.example.com
regions: { primary: us-east-1 }
traffic: { steady: 50rps, peak: 200rps, readRatio: 90% }
services:
  web:
    runs: instances
    image: { ssm: /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64 }
    port: 8080
    health: /healthz
    capacity: 250rps
`;
const STACKS = ["dns", "us-east-1"];

/** A folder laid out like the repository's root, as far as Pulumi.yaml looks at it. */
class Place {
  readonly folder = mkdtempSync(join(tmpdir(), "scalekit-plain-"));
  private readonly manifest = join(this.folder, "examples/shop/scalekit.yaml");
  private readonly shims = installShims(join(this.folder, "plugins"), {
    cloudDir: join(dirname(this.manifest), ".scalekit/sandbox/cloud"),
  });

  constructor(private readonly engine: string) {
    const project = readFileSync(join(root, "Pulumi.yaml"), "utf8");
    writeFileSync(join(this.folder, "Pulumi.yaml"), project.replace("main: dist/", `main: ${root}/dist/`));
    mkdirSync(dirname(this.manifest), { recursive: true });
    writeFileSync(this.manifest, MANIFEST);
    const host = join(root, "test/support/language-host/pulumi-language-nodejs.js");
    const script = `#!/bin/sh\nexec "${process.execPath}" "${host}" "$@"\n`;
    mkdirSync(join(this.folder, "bin"));
    writeFileSync(join(this.folder, "bin/pulumi-language-nodejs"), script, { mode: 0o755 });
  }

  scalekit(...args: string[]): string {
    const words = [join(root, "dist/cli/main.js"), ...args, "--sandbox", "-f", "examples/shop/scalekit.yaml"];
    return this.run(process.execPath, words, { SCALEKIT_PULUMI: this.engine });
  }

  pulumi(stack: string, ...args: string[]): string {
    const place = statePlace({ folder: dirname(this.manifest), sandbox: true, env: process.env });
    for (const folder of [place.localFolder, place.env.PULUMI_HOME]) mkdirSync(String(folder), { recursive: true });
    const path = [join(this.folder, "bin"), this.shims.pathDir, process.env.PATH].join(delimiter);
    const words = [...args, "--stack", `sandbox.production-${stack}`, "--non-interactive", "--color", "never"];
    return this.run(this.engine, words, { ...place.env, ...this.shims.env, PATH: path });
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private run(file: string, args: string[], env: Record<string, string>): string {
    try {
      return execFileSync(file, args, {
        cwd: this.folder,
        env: { ...process.env, ...env },
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
      });
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      throw new Error(`${file} ${args.join(" ")}\n${stdout}\n${stderr}`, { cause: error });
    }
  }
}

let place: Place;
beforeEach(async () => {
  const found = await findEngine(process.env);
  if (!found.engine) throw new Error("no Pulumi engine here: run `npx scalekit doctor`, or put pulumi on PATH");
  place = new Place(found.engine.path);
});
afterEach(() => place.close());

test("what `scalekit up` made, plain `pulumi preview` leaves as it is", () => {
  place.scalekit("up", "--yes");
  for (const stack of STACKS) {
    expect(place.pulumi(stack, "preview", "--expect-no-changes")).toMatch(/unchanged/);
  }
}, 180_000);

test("what plain `pulumi up` made, `scalekit preview` leaves as it is", () => {
  for (const stack of STACKS) {
    place.pulumi(stack, "stack", "init", "--secrets-provider", "passphrase");
    if (stack === "us-east-1") handOver("zoneId", stack);
    const said = place.pulumi(stack, "up", "--yes", "--skip-preview");
    expect(said).toContain("the aws provider is simulated by scalekit's sandbox: no real cloud is touched");
  }
  const preview = JSON.parse(place.scalekit("preview", "--format", "json")) as {
    stacks: { stack: string; changes: object[] }[];
  };
  expect(preview.stacks.map(({ stack, changes }) => [stack, changes])).toEqual(
    STACKS.map((stack) => [`production-${stack}`, []]),
  );
}, 180_000);

test("plain `pulumi preview --policy-pack` judges the stack that it sees, and says what it cannot see", () => {
  const stack = "us-east-1";
  place.pulumi(stack, "stack", "init", "--secrets-provider", "passphrase");
  const config = join(place.folder, "pack.json");
  const preview = (scalekit: Record<string, unknown>): string => {
    writeFileSync(config, JSON.stringify({ scalekit }));
    const pack = join(root, "dist/policies/crossguard");
    return place.pulumi(stack, "preview", "--policy-pack", pack, "--policy-pack-config", config);
  };
  // The stack is a starter's: one instance at least, one way out.
  expect(() => preview({ tier: "scale" })).toThrow(/\[mandatory\].*scalekit/s);
  const advisory = preview({ tier: "scale", packs: ["cost"], levels: { "edge/ttl-fits-rto": "advisory" } });
  expect(advisory).toMatch(/\[advisory\].*scalekit/s);
  expect(advisory).toContain("cannot see");
}, 180_000);

/** Plain `pulumi up` has nobody who hands values on: they are configuration. */
function handOver(output: string, to: string): void {
  const value = place.pulumi("dns", "stack", "output", output).trim();
  place.pulumi(to, "config", "set", "--path", `scalekit:handed["dns.${output}"]`, value);
}
