import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { createServer } from "node:net";
import { homedir } from "node:os";
import { join } from "node:path";

/** An AWS that moto (https://github.com/getmoto/moto) plays on loopback: the SDK's real requests, nobody's account. */
export interface Moto {
  readonly endpoint: string;
  stop(): void;
}

const MOTO_VERSION = "5.2.5";

/** Folder of a Python environment with moto, made on first use; undefined where there is no python3 to make it with. */
export function motoHome(): string | undefined {
  const home = join(process.env.SCALEKIT_CACHE ?? join(homedir(), ".cache", "scalekit"), `moto-${MOTO_VERSION}`);
  if (existsSync(join(home, "ready"))) return home;
  try {
    mkdirSync(home, { recursive: true });
    execFileSync("python3", ["-m", "venv", home], { stdio: "ignore" });
    execFileSync(
      join(home, "bin", "pip"),
      ["install", "--quiet", "--disable-pip-version-check", `moto[server]==${MOTO_VERSION}`],
      {
        stdio: ["ignore", "ignore", "inherit"],
      },
    );
    execFileSync("touch", [join(home, "ready")]);
    return home;
  } catch {
    return undefined;
  }
}

export async function startMoto(home: string): Promise<Moto> {
  const port = await freePort();
  const child: ChildProcess = spawn(join(home, "bin", "moto_server"), ["-H", "127.0.0.1", "-p", String(port)], {
    stdio: "ignore",
  });
  const endpoint = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    try {
      await fetch(`${endpoint}/moto-api/`);
      return { endpoint, stop: () => child.kill("SIGKILL") };
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  child.kill("SIGKILL");
  throw new Error("moto did not start within a minute");
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

/** Describes behaviour against moto; skips with a message where there is no Python to run it. */
export function withMoto(name: string, tests: (endpoint: () => string) => void): void {
  const home = motoHome();
  if (home === undefined) {
    describe.skip(`${name} (skipped: moto needs python3 with venv)`, () => tests(() => ""));
    return;
  }
  describe(name, () => {
    const kept = { ...process.env };
    let moto: Moto | undefined;
    beforeAll(async () => {
      Object.assign(process.env, {
        AWS_ACCESS_KEY_ID: "testing",
        AWS_SECRET_ACCESS_KEY: "testing",
        AWS_EC2_METADATA_DISABLED: "true",
      });
      moto = await startMoto(home);
    }, 120_000);
    afterAll(() => {
      moto?.stop();
      process.env = kept;
    });
    tests(() => moto?.endpoint ?? "");
  });
}
