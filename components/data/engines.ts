/** What differs from engine to engine: parameter family, forced TLS, logs, ports. */

export type AuroraEngine = "aurora-postgresql" | "aurora-mysql";
export type RdsEngine = "postgres" | "mysql";
export type SqlEngine = AuroraEngine | RdsEngine;
export type CacheEngine = "valkey" | "redis";

/** One entry of a parameter group of RDS. */
export interface Parameter {
  readonly name: string;
  readonly value: string;
  /** Static parameters take effect at a reboot only; RDS refuses `immediate` for them. */
  readonly applyMethod: "immediate" | "pending-reboot";
}

export interface SqlTraits {
  readonly port: number;
  /** As RDS Proxy names it. */
  readonly proxyFamily: "POSTGRESQL" | "MYSQL";
  /** CloudWatch log exports that need no option group. */
  readonly logs: readonly string[];
  readonly parameters: readonly Parameter[];
}

const now = (name: string, value: string): Parameter => ({ name, value, applyMethod: "immediate" });

/**
 * TLS is forced, statements over a second and all DDL are logged. `rds.force_ssl`:
 * docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Security.html#AuroraPostgreSQL.Security.SSL;
 * `require_secure_transport`: .../AuroraMySQL.Security.html#AuroraMySQL.Security.SSL. All of these are dynamic.
 */
const postgresql = [
  now("rds.force_ssl", "1"),
  now("log_min_duration_statement", "1000"),
  now("log_statement", "ddl"),
  now("log_connections", "1"),
];
const mysql = [now("require_secure_transport", "ON"), now("slow_query_log", "1"), now("long_query_time", "1")];

const TRAITS: Readonly<Record<SqlEngine, SqlTraits>> = {
  "aurora-postgresql": { port: 5432, proxyFamily: "POSTGRESQL", logs: ["postgresql"], parameters: postgresql },
  // Advanced auditing is Aurora MySQL's own; without it the `audit` export would stay empty.
  "aurora-mysql": {
    port: 3306,
    proxyFamily: "MYSQL",
    logs: ["audit", "error", "slowquery"],
    parameters: [...mysql, now("server_audit_logging", "1"), now("server_audit_events", "CONNECT,QUERY_DCL,QUERY_DDL")],
  },
  postgres: { port: 5432, proxyFamily: "POSTGRESQL", logs: ["postgresql", "upgrade"], parameters: postgresql },
  // RDS writes MySQL's slow log to a table, not to the exported file, unless told.
  mysql: {
    port: 3306,
    proxyFamily: "MYSQL",
    logs: ["error", "slowquery"],
    parameters: [...mysql, now("log_output", "FILE")],
  },
};

export const traitsOf = (engine: SqlEngine): SqlTraits => TRAITS[engine];

/**
 * Parameter group family of an engine version: `aurora-postgresql16`, `aurora-mysql8.0`, `postgres16`, `mysql8.4`.
 * PostgreSQL's major version is its first number since 10; MySQL's is its first two.
 */
export function sqlFamily(engine: SqlEngine, version: string): string {
  const [major = version, minor = "0"] = version.split(".");
  return traitsOf(engine).proxyFamily === "POSTGRESQL" ? `${engine}${major}` : `${engine}${major}.${minor}`;
}

/**
 * Family of a cache: `valkey8`, `redis7`, `redis6.x`
 * [docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html].
 */
export function cacheFamily(engine: CacheEngine, version: string): string {
  const major = version.split(".")[0] ?? version;
  return engine === "redis" && major === "6" ? "redis6.x" : `${engine}${major}`;
}

/**
 * True where only the major version is written ("16"): the cloud may choose the minor. A written minor is what runs:
 * an automatic upgrade past it would show as drift that the next run cannot undo, as there is no downgrade.
 */
export const minorIsOpen = (version: string): boolean => /^\d+$/.test(version);

/** Classes without Performance Insights; RDS refuses to make an instance that asks for it. */
const NO_INSIGHTS: Readonly<Partial<Record<SqlEngine, RegExp>>> = {
  // AuroraUserGuide/USER_DatabaseInsights.Engines.html
  "aurora-mysql": /^db\.(t2|t3)\.|^db\.t4g\.(micro|small)$/,
  // AmazonRDS/latest/UserGuide/USER_DatabaseInsights.Engines.html
  mysql: /^db\.(t2|t3|t4g)\.(micro|small)$/,
};

/** True where a class of that engine has Performance Insights. It is switched on in place when the class grows. */
export const hasInsights = (engine: SqlEngine, instanceClass: string): boolean =>
  !NO_INSIGHTS[engine]?.test(instanceClass);
