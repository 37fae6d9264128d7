import facts from "../facts/db-connections.json";
import sizing from "../facts/sizing.json";

const MYSQL = new Map<string, number>(Object.entries(facts.auroraMysqlByClass));
const MEMORY = new Map<string, number>(Object.entries(sizing.memoryPerVcpuGiB));
const VCPUS = new Map<string, number>(Object.entries(sizing.vcpuPerSize));

export interface DbClass {
  /** Letter of the family: r, m, t, x. */
  readonly family: string;
  readonly size: string;
}

/** db.r6g.2xlarge is family r, size 2xlarge; undefined for db.serverless and what has another form. */
export function dbClass(name: string): DbClass | undefined {
  const [, family, size] = /^db\.([a-z])[a-z0-9-]*\.([a-z0-9]+)$/.exec(name) ?? [];
  return family === undefined || size === undefined ? undefined : { family, size };
}

/** Memory of a class, where the family has a fixed share a virtual CPU. */
export function memoryGiB(name: string): number | undefined {
  const parsed = dbClass(name);
  const perVcpu = parsed && MEMORY.get(parsed.family);
  // The burstable sizes below large have memory of their own.
  if (!parsed || perVcpu === undefined || (parsed.family === "t" && parsed.size.endsWith("small"))) return undefined;
  if (parsed.family === "t" && parsed.size === "medium") return 4;
  const times = /^(\d+)xlarge$/.exec(parsed.size)?.[1];
  const vcpus = times === undefined ? VCPUS.get(parsed.size) : Number(times) * 4;
  return vcpus === undefined ? undefined : vcpus * perVcpu;
}

/** Connections that an instance of this engine and class accepts by default; undefined where no source says. */
export function defaultConnections(engine: string, name: string): number | undefined {
  const { family, size } = dbClass(name) ?? {};
  if (engine === "aurora-mysql") return MYSQL.get(`${family}.${size}`);
  if (engine !== "aurora-postgresql" && engine !== "postgres") return undefined;
  const memory = memoryGiB(name);
  if (memory === undefined) return undefined;
  const { bytesPerConnection, bytesPerGiB, maximum } = facts.postgres;
  return Math.min(Math.floor((memory * bytesPerGiB) / bytesPerConnection), maximum);
}
