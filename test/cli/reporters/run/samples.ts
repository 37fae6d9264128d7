import type { Change, Preview, RunEvent, StackRun, Status, UpResult } from "../../../../stacks/engine";

const change = (
  stack: string,
  verb: Change["verb"],
  type: string,
  name: string,
  more: Partial<Change> = {},
): Change => ({
  stack,
  urn: `urn:pulumi:${stack}::shop::scalekit:data:Aurora$${type}::${name}`,
  type,
  name,
  verb,
  properties: [],
  stateful: false,
  protect: false,
  ...more,
});

export const replaced = change("production-eu-west-1", "replace", "aws:rds/cluster:Cluster", "orders-cluster", {
  properties: ["databaseName"],
  stateful: true,
  protect: true,
});

const run = (stack: string, more: Partial<StackRun> = {}): StackRun => ({
  stack,
  status: "done",
  changes: [],
  errors: [],
  seconds: 12.34,
  same: 40,
  outputsChange: false,
  pending: false,
  violations: [],
  ...more,
});

const regional = [
  change("production-eu-west-1", "update", "aws:rds/cluster:Cluster", "orders-cluster", {
    properties: ["backupRetentionPeriod", "enableGlobalWriteForwarding"],
    stateful: true,
  }),
  change("production-eu-west-1", "update", "aws:autoscaling/group:Group", "web-group", {
    properties: ["maxSize", "minSize"],
  }),
  change("production-eu-west-1", "delete", "aws:ec2/eip:Eip", "network-nat-address"),
  change("production-eu-west-1", "create", "aws:ec2/natGateway:NatGateway", "network-nat-b"),
];
const fresh = ["vpc", "public-a", "public-b"].map((name) =>
  change("production-us-east-1", "create", "aws:ec2/subnet:Subnet", `network-${name}`),
);

export const preview: Preview = {
  tier: { recorded: "growth", planned: "global" },
  stacks: [
    run("production-dns", { status: "unchanged" }),
    run("production-eu-west-1", { changes: regional }),
    run("production-us-east-1", { changes: fresh, same: 0 }),
  ],
  leaving: [
    {
      stack: "production-ap-southeast-2",
      changes: [change("production-ap-southeast-2", "delete", "aws:ec2/vpc:Vpc", "network-vpc")],
    },
  ],
  refusals: [],
  failed: [],
  cancelled: false,
};

export const failedUp: UpResult = {
  status: "failed",
  preview,
  stacks: [
    { stack: "production-dns", status: "unchanged" },
    {
      stack: "production-eu-west-1",
      status: "done",
      run: run("production-eu-west-1", { changes: regional, seconds: 843 }),
    },
    {
      stack: "production-us-east-1",
      status: "failed",
      run: run("production-us-east-1", {
        status: "failed",
        changes: fresh,
        errors: [
          {
            severity: "error",
            message:
              "creating EC2 NAT Gateway: operation error EC2: CreateNatGateway, https response error StatusCode: 400,\n  NatGatewayLimitExceeded",
            urn: "urn:pulumi:production-us-east-1::shop::scalekit:network:Network$aws:ec2/natGateway:NatGateway::network-nat-a",
          },
        ],
      }),
    },
    { stack: "production-edge", status: "held", because: "production-us-east-1" },
  ],
};

export const status: Status = {
  tier: { recorded: "scale", planned: "scale" },
  green: false,
  stacks: [
    {
      stack: "production-dns",
      key: "dns",
      state: "up",
      tier: "scale",
      resources: 7,
      lastUpdate: "2026-11-24T02:10:11.000Z",
      pending: 0,
    },
    {
      stack: "production-eu-west-1",
      key: "eu-west-1",
      state: "interrupted",
      tier: "scale",
      resources: 61,
      lastUpdate: "2026-11-24T02:12:13.000Z",
      pending: 2,
    },
    { stack: "production-edge", key: "edge", state: "missing", resources: 0, pending: 0 },
    {
      stack: "production-ap-southeast-2",
      key: "ap-southeast-2",
      state: "leaving",
      tier: "scale",
      resources: 58,
      lastUpdate: "2026-11-01T00:00:00.000Z",
      pending: 0,
    },
  ],
};

export const drift = {
  cancelled: false,
  stacks: [
    run("production-dns", { status: "unchanged" }),
    run("production-eu-west-1", {
      changes: [
        change("production-eu-west-1", "update", "aws:autoscaling/group:Group", "web-group", {
          properties: ["desiredCapacity"],
        }),
        change("production-eu-west-1", "delete", "aws:ec2/securityGroup:SecurityGroup", "web-traffic"),
      ],
    }),
  ],
};

export const destroyPlan = {
  stacks: ["production-edge", "production-eu-west-1", "production-dns"],
  changes: [replaced, ...fresh].map((one): Change => ({ ...one, verb: "delete", properties: [] })),
  stateful: [{ change: { ...replaced, verb: "delete" as const, properties: [] }, loss: "the database" }],
};

const stack = "production-eu-west-1";
export const events: readonly RunEvent[] = [
  { kind: "warning", problem: { code: "SK3013", message: "state is kept on this machine", fix: "use --backend" } },
  { kind: "notice", stack, message: "needs the control plane of us-east-1: Route 53 records change through it" },
  { kind: "stack-started", stack, operation: "update" },
  {
    kind: "resource",
    stack,
    operation: "update",
    urn: "u",
    type: "aws:ec2/vpc:Vpc",
    name: "network-vpc",
    verb: "create",
    state: "started",
  },
  {
    kind: "resource",
    stack,
    operation: "update",
    urn: "u",
    type: "aws:ec2/vpc:Vpc",
    name: "network-vpc",
    verb: "create",
    state: "done",
  },
  {
    kind: "resource",
    stack,
    operation: "update",
    urn: "u",
    type: "aws:kms/key:Key",
    name: "key",
    verb: "update",
    state: "failed",
  },
  { kind: "diagnostic", stack, severity: "warning", message: "deprecated:\n  use another" },
  { kind: "diagnostic", stack, severity: "error", message: "shown in the summary" },
  { kind: "stack-finished", stack, operation: "update", status: "failed", seconds: 4.2, changes: 2 },
];
