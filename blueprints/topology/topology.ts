import type { Source } from "../manifest/source";
import type { Growth } from "./growth";

/** What answers requests, where it runs, what holds its data: drawn from a ResourceGraph, read by the models. Plain data. */
export interface Topology {
  /** Regions where something serves, sorted. */
  readonly regions: readonly string[];
  readonly entries: readonly Entry[];
  readonly distributions: readonly Distribution[];
  readonly pools: readonly Pool[];
  readonly stores: readonly Store[];
  readonly queues: readonly Queue[];
  /** The same queues, and streams, as what carries messages: read by the capacity model. */
  readonly channels: readonly Channel[];
  readonly alarms: readonly ErrorAlarm[];
  /** What could not be read, one text each: "healthCheck of web-targets". Models then take the whole range. */
  readonly unseen: readonly string[];
}

/** A number that somebody set, or the cloud's default where nobody did. */
export interface Setting {
  /** Kind and input, the same for all resources of the kind: `healthCheck.requestInterval`. */
  readonly setting: string;
  /** Undefined where it is written and not known. */
  readonly value?: number;
  readonly origin: "written" | "default" | "unknown";
  /** Name of the resource that has it. */
  readonly resource: string;
  readonly source?: Source;
}

/** What asks whether something is well, and how long it takes to be sure. */
export interface Probe {
  readonly by: "route53" | "cloudflare" | "balancer" | "kubelet";
  readonly interval: Setting;
  /** Failures in a row. */
  readonly threshold: Setting;
  /** How long one probe waits. */
  readonly timeout?: Setting;
  /** Successes in a row until it counts as well again; undefined where nothing says it. */
  readonly passes?: Setting;
  /** A request to the port that serves: it waits where the others wait. Else a connection, a command, or a port of its own. */
  readonly byWorkers?: boolean;
}

/** A public name, or a load balancer of a CDN, and what it leads to. */
export interface Entry {
  readonly name: string;
  readonly by: "route53" | "cloudflare";
  readonly routing: string;
  readonly members: readonly EntryMember[];
}
export interface EntryMember {
  readonly resource: string;
  /** Regions where its targets are; empty where that is not seen. */
  readonly regions: readonly string[];
  /** How long resolvers keep the answer; undefined where the edge steers each request. */
  readonly ttl?: Setting;
  readonly probe?: Probe;
  /** An alias that looks at its targets' own health. */
  readonly followsTargets: boolean;
}

export interface Distribution {
  readonly name: string;
  readonly provider: "cloudfront" | "cloudflare";
  /** Times that it tries to reach an origin before it gives up: the most of all its origins. */
  readonly attempts?: Setting;
}

/** Units of one service in one region. */
export interface Pool {
  readonly id: string;
  /** Service of the manifest, or the resource's own name. */
  readonly service: string;
  readonly kind: "instances" | "pods" | "tasks" | "function";
  readonly region: string;
  /** Undefined where they are not seen. */
  readonly zones?: readonly string[];
  /** Undefined for functions and where it is not seen. */
  readonly least?: number;
  readonly most?: number;
  readonly probe?: Probe;
  /** A unit that fails its probe is ended and another made in its place; else it is left out until it passes again. */
  readonly replaces?: boolean;
  readonly deregistration?: Setting;
  /** Stopped instances stand ready. */
  readonly warmPool: boolean;
  /** Undefined where nothing says how it grows. */
  readonly growth?: Growth;
  /** Type of its instances, as far as it is seen. */
  readonly instanceType?: string;
  readonly rollout: Rollout;
  readonly cell?: string;
}
export interface Rollout {
  /** Percent of the units that change at a time. */
  readonly batch: Setting;
  /** True where a failing rollout goes back by itself. */
  readonly goesBack: boolean;
}

export type StoreKind = "aurora" | "rds" | "cache" | "table" | "bucket";
export interface Store {
  readonly name: string;
  readonly kind: StoreKind;
  readonly members: readonly StoreMember[];
  /** Members in several regions are copies of one another. */
  readonly spans: boolean;
  /** True where every region takes writes. */
  readonly writesEverywhere: boolean;
  /** The store's connections go through a proxy that stays where it is. */
  readonly proxy: boolean;
  /** Parts of equal size that a cache's keys are spread over; undefined where it is one, or not seen. */
  readonly shards?: number;
  readonly engine?: string;
}
export interface StoreMember {
  readonly resource: string;
  readonly region: string;
  readonly role: "writer" | "secondary";
  /** Instances or nodes that can take over besides the first; undefined where it is not seen. */
  readonly standbys?: number;
  /** A standby takes over without anybody. */
  readonly automatic: boolean;
  /** Class of its instances or nodes. */
  readonly class?: string;
  /** Readers that come and go with the load; undefined where nothing adds any. */
  readonly readers?: ReaderScaling;
}

/** Limits of the readers of a cluster, those that are always there among them. */
export interface ReaderScaling {
  readonly least: number;
  readonly most: number;
  /** Mean CPU that readers are kept at, 0 to 1. */
  readonly utilisation?: number;
  /** Seconds after one was added until the next may be. */
  readonly cooldownSeconds?: number;
}

export interface Queue {
  readonly name: string;
  readonly region: string;
  readonly fifo: boolean;
  readonly visibility: Setting;
  readonly retention: Setting;
  /** Receives until a message is set aside; undefined where none ever is. */
  readonly receives?: Setting;
}

/** What keeps messages until somebody works on them. */
export interface Channel {
  readonly name: string;
  readonly region: string;
  readonly kind: "queue" | "fifo" | "stream";
  /** How long it keeps a message; undefined where it is written and not known. */
  readonly retentionSeconds?: number;
  /** Of a queue: how long a message that somebody took is seen by nobody else; undefined where it is written and not known. */
  readonly hiddenSeconds?: number;
  /** Of a queue: times that a message is taken until it is set aside; undefined where none ever is, or where that is not known. */
  readonly receives?: number;
  /** Of a stream; undefined where it grows by itself, and for queues. */
  readonly shards?: number;
  /** Topics that pass on to it what they get. */
  readonly topics: readonly string[];
  /** Functions that an event source hands its messages to. */
  readonly consumers: readonly Consumer[];
}
export interface Consumer {
  readonly name: string;
  /** Most that may work at once, where the mapping or the function bounds it. */
  readonly most?: number;
  /** Batches of one shard that are worked on at once. */
  readonly perShard: number;
}

/** An alarm that tells of errors or slowness: where a bad deployment shows. */
export interface ErrorAlarm {
  readonly name: string;
  readonly region: string;
  readonly period: Setting;
  readonly datapoints: Setting;
}
