import { join } from "node:path";
import type { Checks } from "./predict";
import { type Bench, CORES, freePorts, pause, postgres, until } from "./tools";

/** A primary with a synchronous streaming replica, and HAProxy before both: it leads to the one that takes connections. */
export class Database {
  private constructor(
    private readonly bench: Bench,
    private readonly primary: { readonly pid: number; readonly port: number },
    private readonly replica: string,
    private readonly port: number,
  ) {}

  /** The replica takes no connections before it is promoted (`hot_standby = off`), so HAProxy needs no other sign. */
  static async start(bench: Bench, checks: Checks): Promise<Database> {
    const [port = 0, first = 0, second = 0] = await freePorts(3);
    const [primary, replica] = [bench.newFolder("primary"), bench.newFolder("replica")];
    await bench.run(postgres("initdb"), ["-D", primary, "-U", "postgres", "-A", "trust", "--no-sync"]);
    const pid = serve(bench, primary, first, ["-c", "synchronous_standby_names=*"]);
    await until(() => ready(bench, first, 5), "the primary does not start");
    await bench.run(postgres("pg_basebackup"), [
      "-h",
      "127.0.0.1",
      "-p",
      String(first),
      "-U",
      "postgres",
      "-D",
      replica,
      "-R",
      "-X",
      "stream",
    ]);
    serve(bench, replica, second, ["-c", "hot_standby=off", "-c", "synchronous_standby_names="]);
    bench.start("haproxy", ["-db", "-f", bench.write("haproxy.cfg", tcpConfig(port, [first, second], checks))]);
    const database = new Database(bench, { pid, port: first }, replica, port);
    await until(
      async () => (await database.ask("create table if not exists kept (id int)")) !== undefined,
      "no write is taken",
    );
    // Until both servers have had their first checks.
    await pause(1000 * checks.fall * checks.inter);
    return database;
  }

  /** Says yes where the primary takes connections within so many seconds. */
  readonly isWell = (timeout: number): Promise<boolean> => ready(this.bench, this.primary.port, timeout);

  /** Stops the primary at once, as a crash does. */
  crash(): void {
    process.kill(this.primary.pid, "SIGQUIT");
  }

  /** @returns seconds until the replica takes writes */
  async promote(): Promise<number> {
    const began = performance.now();
    await this.bench.run(postgres("pg_ctl"), ["promote", "-D", this.replica, "-w", "-t", "30"]);
    return (performance.now() - began) / 1000;
  }

  /** What a client gets through HAProxy on a new connection; undefined where it fails. */
  ask(sql: string): Promise<string | undefined> {
    const url = `host=127.0.0.1 port=${this.port} user=postgres dbname=postgres connect_timeout=2`;
    return this.bench
      .run(postgres("psql"), ["-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1", "-c", sql, url])
      .catch(() => undefined);
  }
}

const ready = (bench: Bench, port: number, timeout: number): Promise<boolean> =>
  bench
    .run(postgres("pg_isready"), ["-q", "-h", "127.0.0.1", "-p", String(port), "-t", String(timeout)])
    .then(() => true)
    .catch(() => false);

const serve = (bench: Bench, folder: string, port: number, more: readonly string[]): number =>
  bench.start(
    postgres("postgres"),
    ["-D", folder, "-p", String(port), "-h", "127.0.0.1", "-k", join(folder, ""), ...more],
    CORES.servers,
  ).pid ?? 0;

const tcpConfig = (port: number, servers: readonly number[], { inter, fall, timeout }: Checks): string => `global
  nbthread 1
defaults
  mode tcp
  timeout connect 200ms
  timeout client 60s
  timeout server 60s
  timeout check ${timeout * 1000}ms
  retries 0
listen database
  bind 127.0.0.1:${port}
  option pgsql-check user postgres
  default-server check inter ${inter * 1000}ms fall ${fall} rise 1 on-marked-down shutdown-sessions
${servers.map((server, at) => `  server server${at} 127.0.0.1:${server}`).join("\n")}
`;
