import { DiskCloud } from "../cloud/disk";
import { handlersOf } from "./handlers";
import { hostLogOf } from "./host-log";
import { SimulatedProvider } from "./provider";
import { loadWire } from "./wire";

/** Environment variables by which the shims are told what to do. */
export const CLOUD_FOLDER = "SCALEKIT_SANDBOX_CLOUD";
export const LATENCY = "SCALEKIT_SANDBOX_LATENCY_MS";

/** The documentation's example account. */
export const SANDBOX_ACCOUNT = "111122223333";

/** Large programs send large messages; grpc's own limit is 4 MB. */
const MESSAGE_BYTES = 400 * 1024 * 1024;

/** Serves one simulated provider to the engine that started this process; the engine reads the port from stdout. */
export function serve(provider: string, folder: string, latencyMs: number, args: readonly string[]): void {
  const wire = loadWire();
  const server = new wire.grpc.Server({
    "grpc.max_receive_message_length": MESSAGE_BYTES,
    "grpc.max_send_message_length": MESSAGE_BYTES,
  });
  const cloud = new DiskCloud(folder);
  cloud.sweep();
  const simulated = new SimulatedProvider({
    cloud,
    provider,
    region: "",
    account: SANDBOX_ACCOUNT,
  });
  server.addService(wire.service, handlersOf(wire, simulated, latencyMs, hostLogOf(wire, args)));
  server.bindAsync("127.0.0.1:0", wire.grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    process.stdout.write(`${port}\n`);
  });
  endWithEngine();
}

/** An engine that is killed takes nobody with it: this process ends when its parent is gone. */
function endWithEngine(): void {
  const engine = process.ppid;
  setInterval(() => {
    if (process.ppid !== engine) process.exit(0);
  }, 500).unref();
}

if (require.main === module) {
  const folder = process.env[CLOUD_FOLDER];
  if (folder === undefined) {
    process.stderr.write(`${CLOUD_FOLDER} does not say where the simulated cloud is\n`);
    process.exit(2);
  }
  const [, , provider = "aws", ...args] = process.argv;
  serve(provider, folder, Number(process.env[LATENCY] ?? 0) || 0, args);
}
