import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import type { Command } from "../../../cli/command";
import { cost } from "../../../cli/commands/cost";
import { prove } from "../../../cli/commands/prove";
import { main } from "../../../cli/main";
import { exampleText } from "../../support/examples";
import { fakeIo } from "../support";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "state-"));
  writeFileSync(join(folder, "site.tfstate"), JSON.stringify(SITE));
  writeFileSync(join(folder, "scalekit.yaml"), exampleText("shop").replace(/production: .*/, "production: {}"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const instance = (type: string, name: string, attributes: Record<string, unknown>, dependencies: string[] = []) => ({
  mode: "managed",
  type,
  name,
  provider: 'provider["registry.terraform.io/hashicorp/aws"]',
  instances: [{ attributes: { region: "eu-west-1", ...attributes }, dependencies }],
});

/** Somebody's site: one group in one zone behind a target group, a lone Multi-AZ database, and a type of another cloud. */
const SITE = {
  version: 4,
  terraform_version: "1.9.0",
  resources: [
    instance("aws_subnet", "a", { id: "subnet-1", availability_zone: "eu-west-1a" }),
    instance("aws_lb_target_group", "web", {
      id: "tg-1",
      arn: "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/1",
      deregistration_delay: "30",
      health_check: [{ interval: 10, timeout: 5, unhealthy_threshold: 3 }],
    }),
    instance("aws_autoscaling_group", "web", {
      id: "web",
      min_size: 2,
      max_size: 4,
      vpc_zone_identifier: ["subnet-1"],
      target_group_arns: ["arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/1"],
    }),
    instance("aws_db_instance", "orders", {
      id: "db-1",
      engine: "postgres",
      instance_class: "db.r6g.large",
      multi_az: true,
      availability_zone: "eu-west-1a",
    }),
    {
      ...instance("google_compute_instance", "vm", { id: "vm" }),
      provider: 'provider["registry.terraform.io/hashicorp/google"]',
    },
  ],
};

async function run(command: Command, flags: Record<string, unknown>) {
  const { io, written } = fakeIo(folder);
  return { status: await command.run({ format: "text", details: false, strict: false, ...flags }, io), ...written };
}
const schemaOf = (name: string) =>
  new Ajv2020({ strict: true, allowUnionTypes: true }).compile(
    JSON.parse(readFileSync(join(__dirname, `../../../docs/schemas/${name}.schema.json`), "utf8")),
  );

describe("prove --state", () => {
  test("tells how a system recovers that somebody else made, and what is not known of it", async () => {
    const { status, stdout } = await run(prove, { state: ["site.tfstate"] });
    expect(status).toBe(0);
    expect(stdout).toContain("Recovery of site.tfstate: nothing is promised");
    expect(stdout).toMatch(/· process +28 s/);
    expect(stdout).toMatch(/· writer +2 min 35 s/);
    expect(stdout).toMatch(/· zone +unbounded/);
    expect(stdout).toContain("1 google_compute_instance");
    expect(stdout).not.toContain("availability");
  });

  test("holds it against a manifest that is named, and ends with 1 where that is missed", async () => {
    const { status, stdout } = await run(prove, {
      state: ["site.tfstate"],
      manifest: "scalekit.yaml",
      scenario: ["zone"],
    });
    expect(status).toBe(1);
    expect(stdout).toContain("Recovery of shop production, as site.tfstate has it: back within 5 min");
  });

  test("has a document that keeps the published schema", async () => {
    const { stdout } = await run(prove, { state: ["site.tfstate"], format: "json" });
    const validate = schemaOf("prove");
    validate(JSON.parse(stdout));
    expect(validate.errors).toBeNull();
    expect(JSON.parse(stdout)).toMatchObject({ environment: null, objectives: null, meets: true });
  });

  test("as Markdown says what was read", async () => {
    const { stdout } = await run(prove, { state: ["site.tfstate"], format: "markdown" });
    expect(stdout).toMatch(/### Recovery of site.tfstate: nothing is promised[\s\S]*- read: site.tfstate/);
  });

  test.each([["nothing.tfstate"], ["broken.json"]])("ends with 2 for %s", async (name) => {
    writeFileSync(join(folder, "broken.json"), "{");
    const { status, stdout, stderr } = await run(prove, { state: [name] });
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(name);
  });
});

describe("cost --state", () => {
  test("prices what stands there, without a word of traffic", async () => {
    const { status, stdout } = await run(cost, { state: ["site.tfstate"] });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^site\.tfstate: \$[\d,]+ a month/);
    expect(stdout.replaceAll(/\s+/g, " ")).toContain("no traffic is known");
    expect(stdout).toContain("no manifest says a budget");
  });

  test("holds it against the budget of a manifest that is named", async () => {
    const { status, stdout } = await run(cost, { state: ["site.tfstate"], manifest: "scalekit.yaml" });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^shop production as site\.tfstate has it/);
    expect(stdout).toMatch(/below the budget|of the budget/);
  });

  test("has a document that keeps the published schema", async () => {
    const { stdout } = await run(cost, { state: ["site.tfstate"], format: "json" });
    const validate = schemaOf("cost");
    validate(JSON.parse(stdout));
    expect(validate.errors).toBeNull();
  });

  test("ends with 2 where there is nothing", async () => {
    expect((await run(cost, { state: ["nothing"] })).status).toBe(2);
  });
});

describe.each(["prove", "cost"])("%s of what is no file", (command) => {
  /** The whole command line, with something on standard input and a program in the engine's place. */
  async function line(args: readonly string[], input = "", engine = "exit 1") {
    const path = join(folder, "pulumi");
    writeFileSync(path, `#!/bin/sh\nif [ "$1" = version ]; then echo v3.246.0; exit 0; fi\n${engine}\n`);
    chmodSync(path, 0o755);
    const env = { PATH: process.env.PATH, HOME: folder, SCALEKIT_PULUMI: path };
    const { io, written, stdin } = fakeIo(folder, { env });
    stdin.end(input);
    return { status: await main([command, ...args, "--format", "json"], io), ...written };
  }

  test("--state - reads standard input", async () => {
    const { status, stdout } = await line(["--state", "-"], JSON.stringify(SITE));
    expect(status).toBe(0);
    expect(JSON.parse(stdout).inputs.sources).toMatchObject([{ name: "standard input", format: "terraform-state" }]);
  });

  test("standard input goes with files", async () => {
    const { stdout } = await line(["--state", "-", "--state", "site.tfstate"], JSON.stringify(SITE));
    const { inputs } = JSON.parse(stdout);
    expect(inputs.sources.map(({ name }: { name: string }) => name).sort()).toEqual(["site.tfstate", "standard input"]);
  });

  test("--stack asks the engine for a live stack", async () => {
    writeFileSync(join(folder, "export.json"), JSON.stringify(STACK));
    const { status, stdout } = await line(["--stack", "acme/shop/production"], "", 'cat "$HOME/export.json"');
    expect(status).toBe(0);
    expect(JSON.parse(stdout).inputs.sources).toMatchObject([{ name: "acme/shop/production", resources: 1 }]);
  });

  test("a stack that the engine does not export ends with its words", async () => {
    const { status, stderr } = await line(["--stack", "nowhere"], "", "echo no stack named nowhere >&2; exit 255");
    expect(status).not.toBe(0);
    expect(stderr).toContain("SK6014 the engine does not export nowhere: no stack named nowhere");
  });

  test("nothing on standard input is a problem, not an empty system", async () => {
    expect((await line(["--state", "-"])).status).toBe(2);
  });
});

/** What `pulumi stack export` writes of one database. */
const STACK = {
  version: 3,
  deployment: {
    manifest: { time: "2026-11-27T00:00:00Z", magic: "", version: "v3.246.0" },
    resources: [
      {
        urn: "urn:pulumi:production::shop::aws:rds/instance:Instance::orders",
        custom: true,
        id: "orders",
        type: "aws:rds/instance:Instance",
        inputs: { engine: "postgres", instanceClass: "db.m6g.large", allocatedStorage: 100, region: "us-east-1" },
        outputs: {},
      },
    ],
  },
};
