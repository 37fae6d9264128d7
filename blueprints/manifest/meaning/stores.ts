import combinations from "../../facts/combinations.json";
import type { Problem } from "../../problems/problem";
import { takesIoOptimized } from "../io-optimized";
import { type Check, isAurora, type Meaning, problemAt, servesEverywhere } from "./meaning";

/** DECISIONS 2: what can never be in several regions is refused where several regions must serve. */
export const rdsAtGlobal: Check = (meaning) => {
  const { tier, regions, data } = meaning.manifest;
  if (tier !== "global" || regions.secondaries.length === 0) return [];
  return Object.entries(data).flatMap(([name, store]) =>
    isAurora(store)
      ? []
      : [
          problemAt(meaning, "SK1111", `data.${name}.engine`, {
            message: `store ${name} is an RDS instance (${store.engine}), which can never span regions; tier global has ${regions.secondaries.length + 1}`,
            expected: "aurora-postgresql or aurora-mysql",
            nearest: store.engine === "mysql" ? "aurora-mysql" : "aurora-postgresql",
            fix: "move the data to an Aurora store first (the engine cannot change in place), or stay at tier scale",
          }),
        ],
  );
};

/** DECISIONS 3: a global database takes memory-optimised classes only. */
export const globalClass: Check = (meaning) =>
  Object.entries(meaning.manifest.data).flatMap(([name, store]) => {
    if (!isAurora(store) || !store.global || new RegExp(combinations.globalDatabaseClass.pattern).test(store.class))
      return [];
    return [
      problemAt(meaning, "SK1109", `data.${name}.class`, {
        message: `store ${name} is global, but ${store.class} is not a memory-optimised class`,
        expected: "a class of an r or x family, such as db.r6g.large",
        fix: "write a memory-optimised class; it changes in place",
      }),
    ];
  });

/** Versions below these cannot be global, or not forward writes. */
export const globalVersion: Check = (meaning) =>
  Object.entries(meaning.manifest.data).flatMap(([name, store]): readonly Problem[] => {
    if (!isAurora(store) || !store.global || store.otherRegionsWrite !== "forwarding") return [];
    const { minimum, pattern } = combinations.writeForwarding[store.engine];
    const found = new RegExp(pattern).exec(store.version)?.slice(1).map(Number);
    if (found && minimum.some((lowest) => reaches(found, lowest))) return [];
    return [
      problemAt(meaning, "SK1123", `data.${name}.version`, {
        message: `store ${name}: ${store.engine} ${store.version} does not forward writes from other regions`,
        expected: combinations.writeForwarding[store.engine].words,
        fix: "write a newer version, or another otherRegionsWrite",
      }),
    ];
  });

/** Same major version and at least the minor one; a bound without a minor holds for everything from that major on. */
function reaches(found: readonly number[], [major = 0, minor]: readonly number[]): boolean {
  const [foundMajor = 0, foundMinor = 0] = found;
  return minor === undefined ? foundMajor >= major : foundMajor === major && foundMinor >= minor;
}

/** Storage without billed I/O came with certain versions. */
export const ioOptimizedVersion: Check = (meaning) =>
  Object.entries(meaning.manifest.data).flatMap(([name, store]): readonly Problem[] => {
    if (!isAurora(store) || store.storageType === "standard") return [];
    if (takesIoOptimized(store.engine, store.version)) return [];
    return [
      problemAt(meaning, "SK1132", `data.${name}.storageType`, {
        message: `store ${name}: ${store.engine} ${store.version} has no I/O-Optimized storage`,
        expected: combinations.ioOptimized[store.engine].words,
        fix: "write a newer version, or storageType: standard",
      }),
    ];
  });

/** DECISIONS 11: where every region serves, a service that writes needs a way to the writer, and one that reads a copy. */
export const everyRegionReaches: Check = (meaning) => {
  if (!servesEverywhere(meaning.manifest)) return [];
  const { services, data } = meaning.manifest;
  return Object.entries(services).flatMap(([service, { reads, writes }]) =>
    [...new Set([...writes, ...reads])].flatMap((name): readonly Problem[] => {
      const store = data[name];
      if (!store) return [];
      const why = writes.includes(name) ? noWayToWrite(store) : noCopy(store);
      return why === undefined ? [] : [unreachable(meaning, service, name, why)];
    }),
  );
};

type Store = Meaning["manifest"]["data"][string];

function noWayToWrite(store: Store): string | undefined {
  if (!isAurora(store)) return "an RDS instance stands in the primary region only";
  if (store.otherRegionsWrite === "reads-only") return "otherRegionsWrite is reads-only";
  return noCopy(store);
}

function noCopy(store: Store): string | undefined {
  if (isAurora(store) && (store.global || store.otherRegionsWrite === "peering")) return undefined;
  return "the store is not global, so other regions have no copy of it";
}

function unreachable(meaning: Meaning, service: string, store: string, why: string): Problem {
  return problemAt(
    meaning,
    "SK1108",
    `data.${store}`,
    {
      message: `service ${service} serves from every region and uses ${store}, but ${why}`,
      expected: "global: true with otherRegionsWrite: forwarding or peering, or routing: active-passive",
      fix: `give ${store} a way for other regions to write, or set routing to active-passive`,
    },
    "key",
  );
}

/** DECISIONS 3: a Global Datastore takes nodes of size large and above, of m and r families. */
export const globalSessionsClass: Check = (meaning) => {
  const { sessions } = meaning.manifest;
  if (!sessions?.global || new RegExp(combinations.globalDatastoreClass.pattern).test(sessions.class)) return [];
  return [
    problemAt(meaning, "SK1110", "sessions.class", {
      message: `sessions are global, but ${sessions.class} is too small or of the wrong family for a Global Datastore`,
      expected: "an m or r family of generation 5 or later, size large or above, such as cache.r7g.large",
      fix: "write a larger class; it changes in place",
    }),
  ];
};

/** Secondaries of a Global Datastore only read: what is one over all regions is written in one. */
export const sessionsWrittenElsewhere: Check = (meaning) => {
  const { sessions, regions } = meaning.manifest;
  if (!sessions?.global || sessions.otherRegionsWrite === "peering" || regions.secondaries.length === 0) return [];
  return [
    problemAt(meaning, "SK1124", "sessions.otherRegionsWrite", {
      message:
        "sessions are global, and each region is to write its own: a Global Datastore takes writes in one region",
      expected: "peering with global: true, or regional with global: false",
      fix: "write otherRegionsWrite: peering, or leave global out (people then sign in again after a failover)",
    }),
  ];
};

/** Aurora: primary and secondaries share a budget of readers. */
export const readerBudget: Check = (meaning) =>
  Object.entries(meaning.manifest.data).flatMap(([name, store]) => {
    const secondaries = meaning.manifest.regions.secondaries.length;
    if (!isAurora(store) || !store.global) return [];
    const most = combinations.globalDatabasePrimaryReaders.value - secondaries;
    const wanted = Math.max(store.replicas, store.replicaScaling.maximum);
    if (wanted <= most) return [];
    return [
      problemAt(meaning, "SK1125", `data.${name}.${store.replicas > most ? "replicas" : "replicaScaling.maximum"}`, {
        message: `store ${name} may have ${wanted} readers in the primary region; with ${secondaries} secondaries a global database allows ${most}`,
        expected: `at most ${most}`,
        fix: "lower it, or use larger readers",
      }),
    ];
  });

/** A warning: a store that nobody uses costs and protects nothing. */
export const unusedStore: Check = (meaning) => {
  const used = new Set(Object.values(meaning.manifest.services).flatMap(({ reads, writes }) => [...reads, ...writes]));
  return Object.keys(meaning.manifest.data)
    .filter((name) => !used.has(name))
    .map((name) =>
      problemAt(
        meaning,
        "SK1126",
        `data.${name}`,
        {
          message: `no service reads or writes ${name}`,
          fix: `name it under reads or writes of a service, or remove it`,
        },
        "key",
      ),
    );
};
