import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";

const MODULE = join(__dirname, "module", "go.mod");

/** Where scripts/build-opentofu.sh puts its binaries. */
function binaries(): string {
  const version = /^\s*github\.com\/opentofu\/opentofu (v\S+)/m.exec(readFileSync(MODULE, "utf8"))?.[1] ?? "";
  return join(process.env.SCALEKIT_CACHE ?? join(homedir(), ".cache", "scalekit"), "opentofu", version);
}

export const built = ["tofu", "terraform-provider-aws"].every((name) => existsSync(join(binaries(), name)));
export const NOT_BUILT = "skipped: OpenTofu is not built; run scripts/build-opentofu.sh";

/** What one resource of a plan becomes. */
export interface Change {
  readonly address: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Readonly<Record<string, unknown>> | null;
    readonly after: Readonly<Record<string, unknown>> | null;
  };
}

interface Said {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder with a configuration and its state, in which the real OpenTofu runs beside the stand-in provider. */
export class Workspace {
  readonly path = mkdtempSync(join(tmpdir(), "scalekit-tofu-"));
  readonly #settings = join(this.path, "tofu.rc");

  constructor(files: Readonly<Record<string, string>>) {
    const overrides = `dev_overrides { "registry.terraform.io/hashicorp/aws" = ${JSON.stringify(binaries())} }`;
    writeFileSync(
      this.#settings,
      `provider_installation {\n  ${overrides.replace("{ ", "{\n").replace(" }", "\n}")}\n}\n`,
    );
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  write(name: string, text: string): void {
    mkdirSync(dirname(join(this.path, name)), { recursive: true });
    writeFileSync(join(this.path, name), text);
  }

  state(): string {
    return readFileSync(join(this.path, "terraform.tfstate"), "utf8");
  }

  run(...args: readonly string[]): Said {
    return spawnSync(join(binaries(), "tofu"), [...args], {
      cwd: this.path,
      encoding: "utf8",
      maxBuffer: 2 ** 26,
      env: {
        ...process.env,
        TF_CLI_CONFIG_FILE: this.#settings,
        TF_IN_AUTOMATION: "1",
        CHECKPOINT_DISABLE: "1",
        SCALEKIT_PROVIDER_FACTS: join(__dirname, "aws.json"),
      },
    });
  }

  /** What the configuration would change; @throws Error with what OpenTofu says where it refuses it. */
  plan(): readonly Change[] {
    this.#must("plan", "-refresh=false", "-input=false", "-no-color", "-out=plan.bin");
    const { resource_changes } = JSON.parse(this.#must("show", "-json", "plan.bin"));
    return (resource_changes as Change[]).filter(({ change }) => change.actions.join() !== "no-op");
  }

  apply(): void {
    this.#must("apply", "-input=false", "-no-color", "plan.bin");
  }

  #must(...args: readonly string[]): string {
    const { status, stdout, stderr } = this.run(...args);
    if (status !== 0) throw new Error(`tofu ${args.join(" ")} ended with ${status}: ${stderr.slice(-4000)}`);
    return stdout;
  }

  close(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
