import { type ChildProcess, spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { createServer } from "node:net";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";

const MODULE = join(__dirname, "module", "go.mod");
const TOKEN = "a-token-of-this-test-only";

/** Where scripts/build-kube-apiserver.sh puts its binaries. */
function binaries(): string {
  const version = /^\s*k8s\.io\/kubernetes (v\S+)/m.exec(readFileSync(MODULE, "utf8"))?.[1] ?? "";
  return join(process.env.SCALEKIT_CACHE ?? join(homedir(), ".cache", "scalekit"), "kube", version);
}

export const built = existsSync(join(binaries(), "kube-apiserver")) && existsSync(join(binaries(), "etcd"));
export const NOT_BUILT = "skipped: no Kubernetes API server is built; run scripts/build-kube-apiserver.sh";

export interface Answer {
  readonly status: number;
  /** Warnings of admission, such as a pod that its namespace's profile would refuse. */
  readonly warnings: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A real API server with its etcd on loopback; nothing of it outlives `stop`. */
export class ApiServer {
  readonly #folder = mkdtempSync(join(tmpdir(), "scalekit-kube-"));
  readonly #children: ChildProcess[] = [];
  #port = 0;

  static async start(): Promise<ApiServer> {
    const server = new ApiServer();
    try {
      await server.#start();
    } catch (error) {
      server.stop();
      throw error;
    }
    return server;
  }

  async #start(): Promise<void> {
    const [client, peer, port] = [await freePort(), await freePort(), await freePort()];
    this.#port = port;
    const etcd = `http://127.0.0.1:${client}`;
    this.#run("etcd", [
      `--data-dir=${join(this.#folder, "etcd")}`,
      `--listen-client-urls=${etcd}`,
      `--advertise-client-urls=${etcd}`,
      `--listen-peer-urls=http://127.0.0.1:${peer}`,
      `--initial-advertise-peer-urls=http://127.0.0.1:${peer}`,
      `--initial-cluster=default=http://127.0.0.1:${peer}`,
    ]);
    const key = join(this.#folder, "accounts.pem");
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    writeFileSync(key, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
    const tokens = join(this.#folder, "tokens.csv");
    writeFileSync(tokens, `${TOKEN},tester,1,system:masters\n`, { mode: 0o600 });
    this.#run("kube-apiserver", [
      `--etcd-servers=${etcd}`,
      "--bind-address=127.0.0.1",
      `--secure-port=${port}`,
      `--cert-dir=${join(this.#folder, "certs")}`,
      "--endpoint-reconciler-type=none",
      "--authorization-mode=AlwaysAllow",
      `--token-auth-file=${tokens}`,
      "--service-account-issuer=https://kubernetes.default.svc",
      `--service-account-key-file=${key}`,
      `--service-account-signing-key-file=${key}`,
      // No controller makes service accounts here, so pods would wait for theirs for ever.
      "--disable-admission-plugins=ServiceAccount",
    ]);
    await this.until(async () => (await this.ask("GET", "/readyz")).status === 200, "the API server is not ready");
  }

  #run(name: string, args: readonly string[]): void {
    const child = spawn(join(binaries(), name), args, { stdio: ["ignore", "ignore", "pipe"] });
    let last = "";
    child.stderr?.on("data", (text: Buffer) => {
      last = text.toString().slice(-500);
    });
    child.on("exit", (code) => {
      if (code) console.error(`${name} ended with ${code}: ${last}`);
    });
    this.#children.push(child);
  }

  /** One request; the certificate is the one that the server made for itself. */
  ask(method: string, path: string, object?: unknown): Promise<Answer> {
    const body = object === undefined ? undefined : JSON.stringify(object);
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          host: "127.0.0.1",
          port: this.#port,
          method,
          path,
          ca: readFileSync(join(this.#folder, "certs", "apiserver.crt")),
          headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json", accept: "application/json" },
        },
        (response) => {
          let text = "";
          response.on("data", (part: Buffer) => {
            text += part.toString();
          });
          response.on("end", () =>
            resolve({
              status: response.statusCode ?? 0,
              warnings: String(response.headers.warning ?? ""),
              body: text.startsWith("{") ? JSON.parse(text) : { text },
            }),
          );
        },
      );
      sent.on("error", reject);
      sent.end(body);
    });
  }

  /** Path of the collection that an object belongs to, as the server itself lists it. */
  async collection(apiVersion: string, kind: string, namespace?: string): Promise<string> {
    const root = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const { body } = await this.ask("GET", root);
    const resources = (body.resources ?? []) as { name: string; kind: string; namespaced: boolean }[];
    const found = resources.find((each) => each.kind === kind && !each.name.includes("/"));
    if (!found) throw new Error(`the server has no ${apiVersion} ${kind}`);
    return found.namespaced ? `${root}/namespaces/${namespace}/${found.name}` : `${root}/${found.name}`;
  }

  /** Waits until the server has done what it does by and by. */
  async until(done: () => Promise<boolean>, otherwise: string): Promise<void> {
    const end = Date.now() + 90_000;
    while (Date.now() < end) {
      if (await done().catch(() => false)) return;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    throw new Error(otherwise);
  }

  stop(): void {
    for (const child of this.#children) child.kill("SIGKILL");
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
