import { ENDLESS } from "../../../../blueprints/recovery/range";
import type { Difference } from "../../../../cli/check/difference/difference";
import type { CheckResult } from "../../../../cli/check/document";
import type { Finding } from "../../../../policies/finding";

export const findingOf = (more: Partial<Finding> = {}): Finding => ({
  rule: "db/deletion-guard",
  title: "A store refuses to be deleted by accident",
  severity: "error",
  level: "mandatory",
  status: "fail",
  blocks: true,
  resource: {
    id: "urn:pulumi:production-eu-west-1::shop::aws:rds/cluster:Cluster::orders-cluster",
    type: "aws:rds/cluster:Cluster",
    name: "orders-cluster",
    address: "production-eu-west-1/rds.Cluster/orders-cluster",
    region: "eu-west-1",
  },
  stack: "production-eu-west-1",
  part: "orders",
  message: "can be deleted in one step: deletion protection is off",
  fix: "switch deletion protection on",
  input: "deletionProtection",
  source: { file: "scalekit.yaml", line: 33, column: 5 },
  fingerprint: "3f2a9c0d11e8b7a4",
  related: [],
  ...more,
});

const inRegion = (region: string, fingerprint: string, more: Partial<Finding> = {}): Finding =>
  findingOf({
    rule: "net/egress-per-zone",
    title: "Each zone has its own way out",
    severity: "warning",
    level: "advisory",
    blocks: false,
    resource: {
      id: `urn:${region}`,
      type: "aws:ec2/route:Route",
      name: "network-private-b",
      address: `production-${region}/ec2.Route/network-private-b`,
      region,
    },
    stack: `production-${region}`,
    message: "goes out through the gateway of another zone",
    fix: "set network.natPerZone: true",
    source: { tier: "growth", default: "network.natPerZone", reason: "one is cheaper" },
    fingerprint,
    ...more,
  });

/** Everything that a stranger's manifest might try: to steer the terminal, to end a command, to write Markdown or HTML. */
export const HOSTILE =
  "x\u001b[2J\u202e`|<img src=x onerror=alert(1)> [a](http://evil) @team #1 ::error::%0A\n]]> $" + "{{ secrets.X }}";

const findings: readonly Finding[] = [
  findingOf(),
  inRegion("eu-west-1", "a".repeat(16)),
  inRegion("us-east-1", "b".repeat(16)),
  inRegion("ap-southeast-1", "c".repeat(16)),
  findingOf({
    rule: "edge/ttl-fits-rto",
    status: "unknown",
    blocks: false,
    message: "cannot see ttl of origin-record",
    fingerprint: "d".repeat(16),
  }),
  findingOf({
    rule: "obs/alarm-acts",
    status: "exempt",
    blocks: false,
    fingerprint: "e".repeat(16),
    exemption: {
      rule: "obs/alarm-acts",
      resource: "production-eu-west-1/rds.Cluster/orders-cluster",
      fingerprint: "e".repeat(16),
      owner: "team-orders",
      reason: "paged by another system",
      expires: "2027-03-31",
    },
  }),
];

export const plain: CheckResult = {
  project: "shop",
  environment: "production",
  tier: "global",
  manifest: "scalekit.yaml",
  stacks: 6,
  resources: 540,
  report: {
    findings,
    summary: { fail: 4, unknown: 1, exempt: 1, pass: 321 },
    rules: 113,
    notApplicable: ["msg/queue-has-dead-letter"],
  },
  tierPlace: { file: "scalekit.yaml", line: 4, column: 7 },
};

const resource = (name: string, address = `production-eu-west-1/rds.Instance/${name}`) => ({
  id: `urn:${name}`,
  type: "aws:rds/instance:Instance",
  address,
  stack: "production-eu-west-1",
  stateful: name === "old",
});
const seconds = (typical: number) => ({ min: typical / 2, typical, max: typical * 2 });

export const difference: Difference = {
  resources: {
    added: [resource("audit")],
    removed: [resource("old")],
    changed: [{ ...resource("ledger"), inputs: ["instanceClass", "multiAz"] }],
  },
  recovery: {
    scenarios: [
      {
        id: "zone",
        before: { rto: seconds(28), rpo: seconds(0), verdict: "met" },
        after: { rto: seconds(1080), rpo: seconds(300), verdict: "missed" },
      },
      { id: "region", after: { rto: ENDLESS, rpo: seconds(60), verdict: "risk" } },
    ],
    missed: ["zone"],
  },
  cost: {
    before: { min: 400, expected: 1204, max: 2800 },
    after: { min: 420, expected: 1390.5, max: 2990 },
    budget: 1300,
    unpriced: 1,
  },
};

export const since: CheckResult = {
  ...plain,
  since: {
    ref: "origin/main",
    mergeBase: "0123456789abcdef0123456789abcdef01234567",
    comparison: {
      added: findings.slice(0, 1),
      fixed: [findingOf({ rule: "sec/imdsv2", fingerprint: "f".repeat(16) })],
      unchanged: findings.slice(1),
    },
    affected: [
      { stack: "production-eu-west-1", change: "changed", reason: "aurora orders" },
      {
        stack: "production-global-data",
        change: "downstream",
        reason: "takes eu-west-1.orders.arn from production-eu-west-1",
      },
    ],
    everything: [],
    proposals: [{ what: "level", text: "obs/* becomes off (now what the packs say)" }],
    movedFrom: "infra/scalekit.yaml",
    difference,
  },
};

export const clear: CheckResult = {
  ...plain,
  report: { findings: [], summary: { fail: 0, unknown: 0, exempt: 0, pass: 325 }, rules: 113, notApplicable: [] },
};

const hostileFinding = findingOf({
  message: HOSTILE,
  fix: HOSTILE,
  resource: { id: HOSTILE, type: HOSTILE, name: HOSTILE, address: HOSTILE },
  source: { file: HOSTILE, line: 1, column: 1 },
});

export const hostile: CheckResult = {
  ...since,
  project: HOSTILE,
  environment: HOSTILE,
  report: {
    ...plain.report,
    findings: [hostileFinding],
  },
  since: {
    ref: HOSTILE,
    mergeBase: "0123456789abcdef",
    comparison: {
      added: [hostileFinding],
      fixed: [findingOf({ resource: { id: HOSTILE, type: HOSTILE, name: HOSTILE, address: HOSTILE } })],
      unchanged: [],
    },
    affected: [{ stack: HOSTILE, change: "changed", reason: HOSTILE }],
    everything: [HOSTILE],
    proposals: [{ what: "exemption", text: HOSTILE }],
    movedFrom: HOSTILE,
    difference: {
      ...difference,
      resources: {
        added: [resource(HOSTILE, HOSTILE)],
        removed: [resource(HOSTILE, HOSTILE)],
        changed: [{ ...resource(HOSTILE, HOSTILE), inputs: [HOSTILE] }],
      },
      recovery: { scenarios: [{ id: HOSTILE }], missed: [HOSTILE], missing: HOSTILE },
    },
  },
};
