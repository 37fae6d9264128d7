import { kindConditions } from "./conditions";
import { type JsonSchema, section } from "./json-schema";
import { days, percent, storage } from "./units";

const flag = (description: string): JsonSchema => ({ type: "boolean", title: "true or false", description });
const count = (description: string, minimum: number, maximum: number): JsonSchema => ({
  type: "integer",
  title: "a whole number",
  description,
  minimum,
  maximum,
});
const version = (description: string): JsonSchema => ({
  type: "string",
  title: "a version",
  description,
  pattern: "^[0-9]+(\\.[0-9A-Za-z_]+)*$",
});

export const store: JsonSchema = section(
  "One relational store. Aurora can grow to several regions; an RDS instance (postgres, mysql) never can.",
  {
    engine: {
      type: "string",
      title: "a database engine",
      description: "Database engine. Can never change later.",
      enum: ["aurora-postgresql", "aurora-mysql", "postgres", "mysql"],
    },
    version: { ...version("Engine version. Default by engine."), examples: ["16.6"] },
    class: {
      type: "string",
      title: "a database instance class",
      description: "Instance class. A global database needs a memory-optimised one. Changes in place. Default by tier.",
      pattern: "^db\\.[a-z][a-z0-9]*\\.(micro|small|medium|large|xlarge|[0-9]{1,2}xlarge)$",
      examples: ["db.r6g.large"],
    },
    replicas: count("Readers in the writer's region besides the writer. Default by tier.", 0, 15),
    replicaScaling: section("Adds readers in the writer's region with load. Default by tier.", {
      maximum: count("Most readers; 0 is off.", 0, 15),
      targetCpu: percent("CPU use of readers that scaling keeps.", "10%", "90%", "60%"),
    }),
    proxy: flag("An RDS Proxy in front, which pools connections and shortens failover. Default by tier."),
    backups: days("How far back the store can be restored. Default by tier.", "1d", "35d", "14d"),
    database: {
      type: "string",
      title: "a database name",
      description:
        "Name of the database in it. Can never change later. Default: the store's name, with underscores for hyphens.",
      pattern: "^[a-z][a-z0-9_]{0,62}$",
    },
    global: flag("Spans the secondary regions (Aurora global database). Default by tier."),
    otherRegionsWrite: {
      type: "string",
      title: "a way to write from other regions",
      description:
        "How services in other regions write: forwarding (their reader forwards statements to the writer), peering (they connect to the writer), reads-only (they do not). Default by tier.",
      enum: ["forwarding", "peering", "reads-only"],
    },
    secondaryReplicas: count("Readers in each secondary region. Default by tier.", 1, 16),
    storageType: {
      type: "string",
      title: "a kind of Aurora storage",
      description:
        "How Aurora's storage is billed, in every region: standard (each I/O) or io-optimized (no I/O; instances cost 1.3 times, storage 2.25 times as much). Changes in place to io-optimized, once in 30 days; back takes a command of AWS's besides (docs/cost.md). Default by tier.",
      enum: ["standard", "io-optimized"],
    },
    storage: storage(
      "Disk of an RDS instance. Grows in place, never shrinks. Default by tier.",
      "20 GiB",
      "64 TiB",
      "100 GiB",
    ),
    multiAz: flag("A standby of an RDS instance in another zone. Default by tier."),
  },
  { allOf: kindConditions("data.*") },
);

export const sessions: JsonSchema = section("Session cache: a replication group, Multi-AZ where it has replicas.", {
  engine: {
    type: "string",
    title: "a cache engine",
    description: "Cache engine. Default by tier.",
    enum: ["valkey", "redis"],
  },
  version: { ...version("Engine version. Default by engine."), examples: ["8.0"] },
  class: {
    type: "string",
    title: "a cache node class",
    description: "Node class. A Global Datastore needs size large or above of an m or r family. Default by tier.",
    pattern: "^cache\\.[a-z][a-z0-9]*\\.(micro|small|medium|large|xlarge|[0-9]{1,2}xlarge)$",
    examples: ["cache.r7g.large"],
  },
  replicas: count("Replicas a shard. Default by tier.", 0, 5),
  snapshots: days("How long daily snapshots are kept; 0d is none. Default by tier.", "0d", "35d", "7d"),
  global: flag("Spans the secondary regions (Global Datastore). Default by tier."),
  otherRegionsWrite: {
    type: "string",
    title: "a way to write sessions from other regions",
    description:
      "How services in other regions write, where all regions serve: peering (to the primary's cache, a round trip away), regional (each region to a cache of its own; people sign in again after a failover). Default: peering where sessions are global.",
    enum: ["peering", "regional"],
  },
});
