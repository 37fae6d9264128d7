import fc from "fast-check";
import { type ChannelLine, drawChannels } from "../../../blueprints/capacity/channels/draw";
import { type ChannelOutcome, runChannel } from "../../../blueprints/capacity/channels/run";
import { messagesOf } from "../../../blueprints/capacity/channels/simulate";
import type { GraphResource } from "../../../blueprints/graph/graph";
import { drawTopology } from "../../../blueprints/topology/draw";
import type { Channel, Topology } from "../../../blueprints/topology/topology";

const channel = (change: Partial<Channel> = {}): Channel => ({
  name: "jobs",
  region: "eu-west-1",
  kind: "queue",
  topics: [],
  consumers: [],
  ...change,
});
const line = (change: Partial<ChannelLine> = {}): ChannelLine => ({
  channel: channel(),
  perRequest: 1,
  takesRps: Number.POSITIVE_INFINITY,
  keptSeconds: Number.POSITIVE_INFINITY,
  workerRps: 10,
  workers: { first: 20, more: 0, most: 20 },
  ...change,
});
const sent = (seconds: number, rate: (t: number) => number) =>
  Float64Array.from({ length: seconds }, (_, t) => rate(t));
const lost = ({ refused, expired, waiting }: ChannelOutcome): number => refused + expired + waiting;

describe("a peak before workers that are always there (closed forms of the fluid queue)", () => {
  // 100 a second, for 60 s 1,000; 20 workers do 200: 48,000 are left, and it takes 480 s until none is.
  const outcome = runChannel(
    line(),
    sent(1200, (t) => (t >= 100 && t < 160 ? 1000 : 100)),
    1,
  );

  test("leaves as many as come too much, which are gone after what is left by what is to spare", () => {
    expect(outcome.backlog).toEqual({ messages: 48_000, atSeconds: 159 });
    expect(outcome.drainSeconds).toBe(480);
    expect(outcome.waiting).toBe(0);
  });

  test("makes the oldest as old as the backlog is long", () => {
    // The last of the surge waits 240 s; in the step before it goes it is a step younger.
    expect(outcome.oldestSeconds).toBe(48_000 / 200 - 1);
  });

  test("loses what is older than it is kept, and nothing else", () => {
    const kept = runChannel(
      line({ keptSeconds: 60 }),
      sent(1200, (t) => (t >= 100 && t < 160 ? 1000 : 100)),
      1,
    );
    expect(kept.expired).toBe(60_000 - 120 * 200);
    expect(kept.oldestSeconds).toBeLessThanOrEqual(60);
  });
});

test("functions grow by so many a minute while messages are left, and leave once none is", () => {
  const workers = { first: 5, more: 300, most: 1000 };
  const outcome = runChannel(
    line({ workerRps: 1, workers }),
    sent(1800, (t) => (t >= 60 && t < 660 ? 800 : 0)),
    1,
  );
  // 5 until the end of the first minute of messages, then 305, 605, 905.
  const behind = 60 * (795 + 495 + 195);
  expect(outcome.backlog.messages).toBe(behind);
  expect(outcome.workers).toEqual({ least: 5, most: 1000 });
  expect(outcome.waiting).toBe(0);
});

test("a door that takes no more refuses the rest, in each second by itself", () => {
  const outcome = runChannel(
    line({ takesRps: 50 }),
    sent(10, (t) => (t < 5 ? 80 : 20)),
    1,
  );
  expect([outcome.came, outcome.refused, outcome.worked]).toEqual([500, 150, 350]);
});

describe("work that fails", () => {
  const failing = { share: 1, backSeconds: 30, tries: 3, setsAside: true };
  // Ten messages in the first second, which 20 workers do at once.
  const ten = sent(120, (t) => (t === 0 ? 10 : 0));

  test("every time is done as often as it may be, then set aside", () => {
    const outcome = runChannel(line({ failing }), ten, 1);
    expect(outcome).toMatchObject({ came: 10, worked: 0, failed: 30, setAside: 10, waiting: 0, expired: 0 });
  });

  test("without a queue for it is lost in the end", () => {
    const outcome = runChannel(line({ failing: { ...failing, setsAside: false } }), ten, 1);
    expect(outcome).toMatchObject({ worked: 0, failed: 30, setAside: 0, expired: 10 });
  });

  test("leaves messages hidden that come back after the end", () => {
    // Taken at 0, 30, 60, 90: at the end of 50 s they are hidden for the second time.
    const outcome = runChannel(line({ failing }), ten.slice(0, 50), 1);
    expect(outcome).toMatchObject({ worked: 0, failed: 20, waiting: 10, setAside: 0 });
  });

  test("by half asks for half as many again each time (closed form)", () => {
    const half = { ...failing, share: 0.5, tries: 4 };
    const { worked, failed, setAside } = runChannel(
      line({ failing: half, workers: { first: 200, more: 0, most: 200 } }),
      sent(3600, (t) => (t < 3000 ? 160 : 0)),
      1,
    );
    const all = 160 * 3000;
    expect(Math.abs(setAside - all / 16)).toBeLessThanOrEqual(2);
    expect(Math.abs(failed - all * (1 / 2 + 1 / 4 + 1 / 8 + 1 / 16))).toBeLessThanOrEqual(4);
    expect(worked + setAside).toBe(all);
  });

  test("makes a queue fall behind whose workers carry what comes once, and not what comes back", () => {
    const traffic = sent(1800, () => 180);
    expect(runChannel(line(), traffic, 1).waiting).toBe(0);
    expect(runChannel(line({ failing: { ...failing, share: 0.2 } }), traffic, 1).waiting).toBeGreaterThan(10_000);
  });
});

describe("in every run of random channels", () => {
  const lines = fc
    .record({
      takes: fc.option(fc.integer({ min: 1, max: 300 }), { nil: undefined }),
      kept: fc.option(fc.integer({ min: 1, max: 200 }), { nil: undefined }),
      rps: fc.double({ min: 0.1, max: 20, noNaN: true }),
      first: fc.integer({ min: 0, max: 10 }),
      more: fc.integer({ min: 0, max: 20 }),
      most: fc.integer({ min: 0, max: 60 }),
    })
    .map(({ takes, kept, rps, first, more, most }) =>
      line({
        takesRps: takes ?? Number.POSITIVE_INFINITY,
        keptSeconds: kept ?? Number.POSITIVE_INFINITY,
        workerRps: rps,
        workers: { first, more, most: first + most },
      }),
    );
  const traffic = fc
    .array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 20 })
    .map((parts) => sent(parts.length * 20, (t) => parts[Math.floor(t / 20)] ?? 0));
  const steps = fc.constantFrom(1, 2, 5);
  const failings = fc.record({
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    backSeconds: fc.integer({ min: 0, max: 90 }),
    tries: fc.integer({ min: 1, max: 5 }),
    setsAside: fc.boolean(),
  });

  test("with work that fails too: what came was refused, worked on, set aside, waits or is lost, to the message", () => {
    fc.assert(
      fc.property(lines, traffic, steps, failings, (start, messages, step, failing) => {
        const each = { ...start, failing };
        const outcome = runChannel(each, messages, step);
        const { came, refused, worked, waiting, expired, setAside, failed } = outcome;
        expect(came).toBe(messages.reduce((sum, count) => sum + count, 0));
        expect(refused + worked + waiting + expired + setAside).toBe(came);
        expect(
          [worked, waiting, expired, setAside, failed].every((count) => Number.isInteger(count) && count >= 0),
        ).toBe(true);
        expect(failed).toBeLessThanOrEqual((came - refused) * failing.tries);
        expect(setAside).toBeLessThanOrEqual(failed / failing.tries);
      }),
      { numRuns: 1000 },
    );
  });

  test("work of which nothing fails is as none that may", () => {
    fc.assert(
      fc.property(lines, traffic, failings, (each, messages, failing) => {
        const { line: _, ...plain } = runChannel(each, messages, 1);
        const { line: __, ...none } = runChannel({ ...each, failing: { ...failing, share: 0 } }, messages, 1);
        expect(none).toEqual(plain);
      }),
      { numRuns: 300 },
    );
  });

  test("what came was refused, worked on, waits or is lost, to the message", () => {
    fc.assert(
      fc.property(lines, traffic, steps, (each, messages, step) => {
        const { came, refused, worked, waiting, expired } = runChannel(each, messages, step);
        expect(came).toBe(messages.reduce((sum, count) => sum + count, 0));
        expect(refused + worked + waiting + expired).toBe(came);
      }),
      { numRuns: 2000 },
    );
  });

  test("Little's law holds", () => {
    fc.assert(
      fc.property(lines, traffic, steps, (each, messages, step) => {
        const { came, refused, meanWaitSeconds, meanBacklog } = runChannel(each, messages, step);
        const rate = (came - refused) / (messages.length * step);
        expect(meanBacklog).toBeCloseTo(rate * meanWaitSeconds, 6);
      }),
      { numRuns: 1000 },
    );
  });

  test("nothing that waits is older than it is kept, nor older than the run", () => {
    fc.assert(
      fc.property(lines, traffic, (each, messages) => {
        const { oldestSeconds } = runChannel(each, messages, 1);
        expect(oldestSeconds).toBeLessThanOrEqual(Math.min(each.keptSeconds, messages.length));
      }),
      { numRuns: 1000 },
    );
  });

  // Behind a growth by the minute who is done sooner is colder when the next surge comes; so all that may work do at once here.
  test("more workers, faster ones, a wider door and a longer time are never worse, where all work from the start", () => {
    fc.assert(
      fc.property(lines, traffic, fc.integer({ min: 0, max: 20 }), (start, messages, more) => {
        const each = {
          ...start,
          takesRps: Number.POSITIVE_INFINITY,
          workers: { ...start.workers, first: start.workers.most },
        };
        const worse = lost(runChannel(each, messages, 1));
        const wider = { first: each.workers.most + more, more: 0, most: each.workers.most + more };
        expect(lost(runChannel({ ...each, workers: wider }, messages, 1))).toBeLessThanOrEqual(worse);
        expect(lost(runChannel({ ...each, workerRps: each.workerRps * 1.5 }, messages, 1))).toBeLessThanOrEqual(worse);
        const refused = (takesRps: number): number => runChannel({ ...each, takesRps }, messages, 1).refused;
        expect(refused(50 + more)).toBeLessThanOrEqual(refused(50));
        const expired = (keptSeconds: number): number => runChannel({ ...each, keptSeconds }, messages, 1).expired;
        expect(expired(60 + more)).toBeLessThanOrEqual(expired(60));
      }),
      { numRuns: 1000 },
    );
  });

  test("a higher limit and a faster growth are never worse for one surge", () => {
    fc.assert(
      fc.property(lines, fc.integer({ min: 1, max: 300 }), fc.integer({ min: 0, max: 40 }), (start, rate, more) => {
        const each = { ...start, takesRps: Number.POSITIVE_INFINITY, keptSeconds: Number.POSITIVE_INFINITY };
        const surge = sent(600, (t) => (t < 200 ? rate : 0));
        const { workers } = each;
        const better = { ...workers, more: workers.more + more, most: workers.most + more };
        expect(lost(runChannel({ ...each, workers: better }, surge, 1))).toBeLessThanOrEqual(
          lost(runChannel(each, surge, 1)),
        );
      }),
      { numRuns: 1000 },
    );
  });
});

test("messages are whole and none is left over", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 50 }),
      fc.integer({ min: 0, max: 500 }),
      (served, percent) => {
        const messages = messagesOf(Float64Array.from(served), percent / 100);
        const all = served.reduce((sum, count) => sum + count, 0);
        expect(messages.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
        expect(messages.reduce((sum, count) => sum + count, 0)).toBe(Math.floor((all * percent) / 100));
      },
    ),
  );
});

describe("what is drawn of queues and streams", () => {
  const resource = (
    type: string,
    name: string,
    inputs: Record<string, unknown> = {},
    references: Record<string, string[]> = {},
  ): GraphResource => ({
    id: name,
    type,
    name,
    stack: "s",
    region: "eu-west-1",
    custom: true,
    inputs,
    dependsOn: [],
    references,
    ignoreChanges: [],
    protect: false,
    sources: {},
    transformed: [],
  });
  const resources = [
    resource("aws:sqs/queue:Queue", "jobs", {
      messageRetentionSeconds: 3600,
      redrivePolicy: '{"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:111122223333:dead","maxReceiveCount":4}',
    }),
    resource("aws:sns/topic:Topic", "news"),
    resource("aws:sns/topicSubscription:TopicSubscription", "to-jobs", {}, { topic: ["news"], endpoint: ["jobs"] }),
    resource("aws:lambda/function:Function", "worker", { reservedConcurrentExecutions: 80 }),
    resource(
      "aws:lambda/eventSourceMapping:EventSourceMapping",
      "jobs-to-worker",
      { scalingConfig: { maximumConcurrency: 50 } },
      { eventSourceArn: ["jobs"], functionName: ["worker"] },
    ),
    resource("aws:kinesis/stream:Stream", "clicks", { shardCount: 4 }),
    resource(
      "aws:lambda/eventSourceMapping:EventSourceMapping",
      "clicks-to-worker",
      { parallelizationFactor: 2 },
      { eventSourceArn: ["clicks"], functionName: ["worker"] },
    ),
  ];
  const drawn = drawTopology({ resources });
  const of = (sayings: Parameters<typeof drawChannels>[1], topology: Topology = drawn) =>
    drawChannels(topology, sayings);

  test("are retention, topics before them, shards, and functions behind them with their bounds", () => {
    expect(drawn.channels).toEqual([
      {
        name: "jobs",
        region: "eu-west-1",
        kind: "queue",
        retentionSeconds: 3600,
        hiddenSeconds: 30,
        receives: 4,
        topics: ["news"],
        consumers: [{ name: "worker", most: 50, perShard: 1 }],
      },
      {
        name: "clicks",
        region: "eu-west-1",
        kind: "stream",
        retentionSeconds: 86_400,
        shards: 4,
        topics: [],
        consumers: [{ name: "worker", most: 80, perShard: 2 }],
      },
    ]);
  });

  test("a message to a topic is one to each queue behind it", () => {
    const { lines } = of({ sends: { news: 0.5, jobs: 0.25 }, workSeconds: { jobs: 0.1 } });
    expect(lines).toMatchObject([{ perRequest: 0.75, workerRps: 10, workers: { first: 5, more: 300, most: 50 } }]);
  });

  test("of a stream the busiest shard ends what is taken and what is done", () => {
    const { lines } = of({ sends: { clicks: 1 }, workSeconds: { clicks: 0.01 }, skew: { clicks: 0 } });
    expect(lines).toMatchObject([{ takesRps: 4000, workerRps: 100, workers: { first: 8, most: 8 } }]);
    const [hot] = of({ sends: { clicks: 1 }, workSeconds: { clicks: 0.01 }, skew: { clicks: 1 } }).lines;
    expect([hot?.takesRps, hot?.workerRps]).toEqual([1000, 25]);
  });

  test("of a queue on which work fails a message comes back until it was taken often enough, or is too old", () => {
    const said = { sends: { jobs: 1 }, workSeconds: { jobs: 10 }, fails: { jobs: 0.1 }, workers: { jobs: 7 } };
    const failing = (change: Partial<Channel>): unknown =>
      of(said, { ...drawn, channels: [channel({ hiddenSeconds: 30, retentionSeconds: 100, ...change })] }).lines[0]
        ?.failing;
    expect(of(said).lines[0]?.failing).toEqual({ share: 0.1, backSeconds: 20, tries: 4, setsAside: true });
    expect(failing({ receives: 3 })).toEqual({ share: 0.1, backSeconds: 20, tries: 3, setsAside: true });
    // After the fourth try it is 120 s old, and gone.
    expect(failing({})).toEqual({ share: 0.1, backSeconds: 20, tries: 4, setsAside: false });
    expect(failing({ receives: 9 })).toMatchObject({ tries: 4, setsAside: false });
    const unseen = { ...drawn, channels: [channel({ retentionSeconds: 100 })] };
    expect(of(said, unseen).silent[0]?.missing).toContain("visibility timeout");
    expect(of({ ...said, fails: {} }, unseen).lines[0]).not.toHaveProperty("failing");
  });

  test("says what is missing where nobody says enough", () => {
    expect(of({}).silent.map(({ missing }) => missing)).toEqual([
      "how many messages a request sends (--sends)",
      "how many messages a request sends (--sends)",
    ]);
    expect(of({ sends: { jobs: 1 } }).silent[0]?.missing).toContain("--work");
    const alone = { ...drawn, channels: [channel()] } as Topology;
    expect(of({ sends: { jobs: 1 }, workSeconds: { jobs: 1 } }, alone).silent[0]?.missing).toContain("--workers");
    expect(of({ sends: { jobs: 1 }, workSeconds: { jobs: 1 }, workers: { jobs: 7 } }, alone).lines).toHaveLength(1);
  });
});
