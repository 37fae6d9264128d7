import { demandOf } from "../../../blueprints/recovery/demand";
import { type Proof, prove } from "../../../blueprints/recovery/prove";
import { drawTopology } from "../../../blueprints/topology/draw";
import type { Queue, Topology } from "../../../blueprints/topology/topology";
import { exampleGraph, resolvedExample } from "../../support/examples";
import { DEMAND, setting, topologyOf } from "./sample";

const proofOf = (topology: Topology, id: string, demand = DEMAND): Proof => {
  const [proof] = prove(topology, demand, [id]).proofs;
  if (!proof) throw new Error(`nothing suffers ${id}`);
  return proof;
};
const ENDLESS = Number.POSITIVE_INFINITY;

describe("a unit", () => {
  it("is left out as soon as the load balancer is sure: (n - 1/2) x interval and half a timeout", () => {
    expect(proofOf(topologyOf(), "process").rto).toEqual({ min: 20, typical: 27.5, max: 35 });
  });

  it("that stands alone has to be replaced by the control plane", () => {
    const { rto, path, notes } = proofOf(topologyOf({ least: 1, most: 4 }), "instance");
    expect(rto.typical).toBe(27.5 + 150);
    expect(path.at(-1)?.needs).toEqual({ service: "ec2", region: "eu-west-1" });
    expect(notes).toEqual([expect.stringContaining("one unit")]);
  });
});

describe("a zone", () => {
  it("leaves the load balancer's name", () => {
    expect(proofOf(topologyOf(), "zone").rto.typical).toBe(27.5 + 60);
  });

  it("that held everything is waited for", () => {
    expect(proofOf(topologyOf({ zones: 1 }), "zone").rto.typical).toBe(ENDLESS);
  });

  it("that took the only instance of an Aurora cluster is waited for", () => {
    expect(proofOf(topologyOf({ standbys: 0 }), "zone").path[0]).toMatchObject({ kind: "wait", what: /orders/ });
  });
});

describe("a database's writer", () => {
  it("comes back behind a proxy as soon as a reader has taken over", () => {
    expect(proofOf(topologyOf(), "writer").rto).toEqual({ min: 30, typical: 30, max: 60 });
  });

  it("without a proxy is found once its name and the clients' caches have followed", () => {
    expect(proofOf(topologyOf({ proxy: false }), "writer").rto).toEqual({ min: 35, typical: 95, max: 125 });
  });

  it("without a reader is made anew, in about ten minutes", () => {
    expect(proofOf(topologyOf({ standbys: 0 }), "writer").rto.typical).toBe(600);
  });

  it("and its zone at once leave a single reader no zone to stand in", () => {
    expect(proofOf(topologyOf(), "zone+writer").rto.typical).toBe(ENDLESS);
    expect(proofOf(topologyOf({ standbys: 2 }), "zone+writer").rto.typical).toBe(27.5 + 60);
  });
});

describe("a region", () => {
  it("gives reads back after detection, verdict and TTL, writes after people decided", () => {
    const { reads, rto, path, verdict, rpo } = proofOf(topologyOf(), "region");
    expect(reads.typical).toBe(28 + 10 + 60);
    expect(rto.typical).toBe(28 + 900 + 120 + 30);
    expect(path.map(({ kind }) => kind)).toEqual(["detect", "decide", "promote", "reconnect"]);
    expect(verdict).toBe("missed");
    expect(rpo).toEqual({ min: 0, typical: 1, max: 60 });
  });

  it("is waited for where no other serves, or where the data has no copy elsewhere", () => {
    expect(proofOf(topologyOf({ regions: 1 }), "region").reads.typical).toBe(ENDLESS);
    expect(proofOf(topologyOf({ global: false }), "region").path[0]?.what).toContain("no copy");
  });

  it("that holds Route 53's control plane cannot be left by changing records", () => {
    const { rto, path, place } = proofOf(topologyOf({ checked: false }), "region");
    expect(rto.typical).toBe(ENDLESS);
    expect(place).toBe("us-east-1");
    expect(path.at(-1)?.what ?? "").toContain("route53 in us-east-1");
  });

  it("is left by hand for as long as the DNS control plane answers", () => {
    const topology = { ...topologyOf({ checked: false, regions: 2 }), stores: [] };
    const elsewhere = JSON.parse(JSON.stringify(topology).replaceAll("us-east-1", "eu-north-1")) as Topology;
    expect(proofOf(elsewhere, "region").rto.typical).toBeLessThan(ENDLESS);
    expect(proofOf(elsewhere, "region+dns").rto.typical).toBe(ENDLESS);
  });

  it("takes people as long as they say", () => {
    expect(proofOf(topologyOf(), "region", { ...DEMAND, decideSeconds: 60 }).rto.typical).toBe(28 + 60 + 120 + 30);
  });

  it("says what a shorter TTL would save", () => {
    const { savings } = proofOf({ ...topologyOf({ ttl: 300 }), stores: [] }, "region");
    expect(savings[0]).toMatchObject({ setting: { setting: "record.ttl", value: 300 }, to: 60, seconds: 240 });
  });

  it("leaves a capacity that has to grow where what runs does not carry the peak", () => {
    const { capacity, path } = proofOf({ ...topologyOf({ least: 2, most: 9 }), stores: [] }, "region");
    expect(capacity).toEqual([{ service: "web", peakRps: 800, beforeRps: 1200, leftRps: 600, mostRps: 1350 }]);
    expect(path.map(({ kind }) => kind)).toEqual(["detect", "scale", "scale"]);
  });

  it("rests on assumed numbers to the share that is told", () => {
    const { assumedShare } = proofOf(topologyOf(), "region");
    expect(assumedShare).toBeCloseTo((900 + 120) / 1078);
  });
});

describe("what is not seen", () => {
  it("takes the whole range that a setting may have, and counts as assumed", () => {
    const topology = topologyOf();
    const [entry] = topology.entries;
    const unseen = entry?.members.map((each) => ({ ...each, ttl: setting("record.ttl", undefined) })) ?? [];
    const { path, rto } = proofOf(
      { ...topology, stores: [], entries: [{ name: "www", by: "route53", routing: "latency", members: unseen }] },
      "region",
    );
    expect(path.at(-1)?.basis.kind).toBe("assumed");
    expect(rto.max).toBe(48 + 60 + 300);
  });

  it("is no reason to leave a scenario out", () => {
    const empty: Topology = {
      regions: [],
      entries: [],
      distributions: [],
      pools: [],
      stores: [],
      queues: [],
      channels: [],
      alarms: [],
      unseen: [],
    };
    const { proofs, without } = prove(empty, {});
    expect(proofs).toEqual([]);
    expect(without).toContain("region");
  });

  it("promises nothing where nobody stated an objective", () => {
    expect(proofOf(topologyOf(), "zone", {}).verdict).toBe("told");
  });
});

describe("how often it may happen", () => {
  const rateOf = (id: string, change = {}): number | undefined =>
    proofOf(topologyOf(change), id, { ...DEMAND, objectives: { rtoSeconds: 300, rpoSeconds: 60, availability: 0.999 } })
      .largestRate;

  it("is the time that the availability leaves, by what each costs", () => {
    // A year has 31,557,600 s; one request in ten writes; 30 s.
    expect(rateOf("writer")).toBeCloseTo((0.001 * 31_557_600) / (30 * 0.1));
  });

  it("is never where it does not end, and no question where nothing fails", () => {
    expect(rateOf("cdn", { cdn: true })).toBe(0);
    expect(rateOf("dns")).toBeUndefined();
  });

  it("is not said where no availability is promised", () => {
    expect(proofOf(topologyOf(), "writer")).not.toHaveProperty("largestRate");
  });
});

describe("other things that fail", () => {
  const queue = (more: Partial<Queue>): Topology => ({
    ...topologyOf(),
    queues: [
      {
        name: "work",
        region: "eu-west-1",
        fifo: true,
        visibility: setting("queue.visibilityTimeoutSeconds", 30),
        retention: setting("queue.messageRetentionSeconds", 3600),
        ...more,
      },
    ],
  });

  it("block an ordered queue for receives x visibility, or until the message is too old", () => {
    expect(proofOf(queue({ receives: setting("queue.maxReceiveCount", 5) }), "poison").rto.typical).toBe(150);
    expect(proofOf(queue({}), "poison").rto.typical).toBe(3600);
    expect(proofOf(queue({ fifo: false }), "poison").rto.typical).toBe(0);
  });

  it("are a bad version that goes back batch by batch once somebody decided", () => {
    const { path } = proofOf(topologyOf(), "deployment");
    expect(path.map(({ kind }) => kind)).toEqual(["detect", "decide", "drain", "scale"]);
    expect(path.at(-1)?.time.typical).toBe(5 * 150);
  });

  it("are the only CDN, which everything waits for, and the DNS control plane, which nothing waits for", () => {
    expect(proofOf(topologyOf({ cdn: true }), "cdn").rto.typical).toBe(ENDLESS);
    expect(proofOf(topologyOf(), "dns").rto.typical).toBe(0);
  });
});

describe("what a service calls", () => {
  const demand = { ...DEMAND, latencySeconds: 0.3, uses: { web: { reads: ["search"], writes: ["orders"] } } };

  it("is turned off by a version that does without it, once somebody decided", () => {
    const { path, place } = proofOf(topologyOf(), "dependency", demand);
    expect(path.map(({ kind }) => kind)).toEqual(["detect", "decide", "drain", "scale"]);
    expect(place).toBe("web: orders is slow");
  });

  it("holds the workers while it hangs: Little's law leaves usual latency by 60 s of what runs", () => {
    const [each] = proofOf(topologyOf(), "dependency", demand).capacity;
    // 12 units of 150 rps run at the least.
    expect(each?.leftRps).toBeCloseTo(1800 * (0.3 / 60));
  });

  it("is something where nobody says what", () => {
    expect(proofOf(topologyOf(), "dependency").place).toBe("web: something is slow");
  });
});

describe("a cold cache", () => {
  const measured = { hitRate: 0.95, hotKeys: 12_000 };
  const topology = topologyOf({ cdn: true });

  it("fills as fast as what stands behind it answers, after people limited what comes in", () => {
    const { path } = proofOf(topology, "cold-cache", { ...DEMAND, measured });
    expect(path.map(({ kind }) => kind)).toEqual(["detect", "decide", "warm"]);
    // 5 % of 720 reads a second, at 70 % utilisation.
    expect(path.at(-1)?.time.typical).toBeCloseTo(12_000 / ((0.05 * 720) / 0.7));
    expect(path.at(-1)?.basis.kind).toBe("measured");
  });

  it("fails what it answered, then less and less; the area under the curve is half of the fall", () => {
    const { users = [], failed, path } = proofOf(topology, "cold-cache", { ...DEMAND, measured });
    const share = 0.9 * (1 - 0.05 / 0.7);
    const [before, fall] = [path[0]?.time.typical ?? 0, path[2]?.time.typical ?? 0];
    expect(users[0]?.share).toBeCloseTo(share);
    expect(users.at(-1)?.share).toBe(0);
    expect(failed?.typical).toBeCloseTo(share * (before + 900 + fall / 2));
  });

  it("is no trouble where what stands behind carries it all", () => {
    const { path } = proofOf(topology, "cold-cache", { ...DEMAND, measured: { hitRate: 0.2 } });
    expect(path.map(({ kind }) => kind)).toEqual(["warm"]);
  });
});

describe("clients that try again", () => {
  const tries = (clientTries: number) => ({ ...DEMAND, measured: { clientTries } });

  it("are carried by what runs, or by what it grows to", () => {
    // 12 of 150 rps run; at the most 24.
    expect(proofOf(topologyOf(), "retry-storm", tries(2)).rto.typical).toBe(0);
    const grown = proofOf(topologyOf(), "retry-storm", tries(4));
    expect(grown.path.map(({ kind }) => kind)).toEqual(["scale", "scale"]);
    expect(grown.capacity[0]).toMatchObject({ neededRps: 3200, leftRps: 1800, mostRps: 3600 });
  });

  it("go on until somebody limits them where it is more", () => {
    const { path, notes, users } = proofOf(topologyOf(), "retry-storm", tries(5));
    expect(path.map(({ kind }) => kind)).toEqual(["detect", "decide", "drain", "scale"]);
    expect(notes.join()).toContain("does not end by itself");
    expect(users?.[0]?.share).toBeCloseTo(1 - 1800 / 4000);
  });

  it("multiply with what the CDN tries, and are limited there", () => {
    const topology: Topology = {
      ...topologyOf(),
      distributions: [{ name: "cdn", provider: "cloudfront", attempts: setting("distribution.connectionAttempts", 3) }],
    };
    const { capacity, path } = proofOf(topology, "retry-storm", tries(3));
    expect(capacity[0]?.neededRps).toBe(7200);
    expect(path.at(-1)?.needs).toEqual({ service: "cloudfront", region: "us-east-1" });
  });
});

describe("objectives of a service", () => {
  const demand = { ...DEMAND, uses: { web: { reads: ["orders"], writes: [] } }, services: { web: { rtoSeconds: 60 } } };

  it("are held against what that service waits for, not against writes that it never makes", () => {
    const [web] = proofOf(topologyOf(), "region", demand).services;
    expect(web?.rto.typical).toBe(28 + 10 + 60);
    expect(web).toMatchObject({ service: "web", verdict: "missed", objectives: { rtoSeconds: 60, rpoSeconds: 60 } });
  });

  it("leave the environment's to everything else", () => {
    expect(proofOf(topologyOf(), "deployment", demand)).toMatchObject({ rtoVerdict: "met", verdict: "missed" });
    expect(proofOf(topologyOf(), "deployment", DEMAND)).toMatchObject({ rtoVerdict: "missed", services: [] });
  });

  it("say how often it may happen where the service promises an availability", () => {
    const promised = { ...demand, services: { web: { availability: 0.999 } } };
    expect(proofOf(topologyOf(), "zone", promised).services[0]?.largestRate).toBeCloseTo((0.001 * 31_557_600) / 87.5);
  });
});

describe("what users see", () => {
  it("is reads that fail until traffic has moved, and writes until the writer is promoted", () => {
    // Half of the traffic was there; one request in ten writes, wherever it came in.
    expect(proofOf(topologyOf(), "region").users).toEqual([
      { fromSeconds: 0, share: expect.closeTo(1 - 0.5 * 0.9) },
      { fromSeconds: 98, share: expect.closeTo(0.1) },
      { fromSeconds: 1078, share: 0 },
    ]);
  });

  it("costs the area under the curve", () => {
    expect(proofOf(topologyOf(), "region").failed?.typical).toBeCloseTo(0.55 * 98 + 0.1 * (1078 - 98));
  });

  it("has no end where recovery has none", () => {
    const { users, failed } = proofOf(topologyOf({ cdn: true }), "cdn");
    expect(users).toEqual([{ fromSeconds: 0, share: 1 }]);
    expect(failed?.typical).toBe(ENDLESS);
  });

  it("counts what is too little until it has grown", () => {
    const { users } = proofOf({ ...topologyOf({ least: 2, most: 9 }), stores: [] }, "region");
    // A quarter of the peak is not carried by what is left.
    expect(users?.[1]?.share).toBeCloseTo(0.25);
  });
});

describe("the shop at tier global", () => {
  it("survives everything in time but its CDN, a bad version and people who take a while", async () => {
    const { manifest } = resolvedExample("shop", "global");
    const topology = drawTopology(
      { resources: await exampleGraph("shop", "global") },
      { services: Object.keys(manifest.services) },
    );
    const started = performance.now();
    const { proofs } = prove(topology, demandOf(manifest));
    expect(performance.now() - started).toBeLessThan(2000);
    expect(proofs.filter(({ verdict }) => verdict === "missed").map(({ id }) => id)).toEqual([
      "region",
      "cdn",
      "dependency",
      "deployment",
      "cold-cache",
      "retry-storm",
    ]);
  });
});
