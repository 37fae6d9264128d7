import type { Band, PriceFile } from "../../../blueprints/cost/price-book";
import type { DeclaredTraffic } from "../../../blueprints/cost/traffic";
import { USAGE, type UsageFacts } from "../../../blueprints/cost/usage";
import type { GraphResource } from "../../../blueprints/graph/graph";
import { resource, traffic } from "./graph";

/** A pricing example that AWS published: what stands there, how it is used, the page's own unit prices and its total. */
export interface Published {
  readonly name: string;
  /** Section of the page, and how it was read. */
  readonly page: string;
  readonly address: string;
  readonly resources: readonly GraphResource[];
  readonly traffic?: Partial<DeclaredTraffic>;
  readonly usage?: Partial<UsageFacts>;
  /** Bands by the id of the price file. What else the resources are billed for is no part of the example. */
  readonly prices: Readonly<Record<string, readonly Band[]>>;
  /** Hours of the example's month; ours has 730. */
  readonly hours?: number;
  /** US dollars. */
  readonly total: number;
  /** What the price file's total is more than the page's, with its reason. */
  readonly difference: number;
  readonly because: string;
}

const same = (value: number) => ({ min: value, expected: value, max: value, reason: "the example says so" });
const rps = (value: number) => ({ min: value, expected: value, max: value });

const template = (inputs: GraphResource["inputs"]) =>
  resource("aws:ec2/launchTemplate:LaunchTemplate", "template", { inputs });
const group = (size: number) =>
  resource("aws:autoscaling/group:Group", "group", {
    inputs: { minSize: size, maxSize: size },
    references: { launchTemplate: [template({}).id] },
  });

/** One new connection and 300 KB a second, in five requests. */
const BALANCED = {
  traffic: { rps: rps(5) },
  usage: { responseKB: same(60), newConnectionsPerRequest: same(0.2) },
  hours: 720,
};

export const EXAMPLES: readonly Published[] = [
  {
    name: "S3 storage over two bands",
    page: "Amazon S3 FAQs, billing of storage: 100 GB for 15 days, then 100 TB for 16 days of March (a copy for us-east-1; no day)",
    address: "https://aws.amazon.com/s3/faqs/",
    resources: [resource("aws:s3/bucket:Bucket", "bucket")],
    usage: { bucketGB: same(52_900) },
    prices: { "s3.storage": [{ upTo: 51_200, usd: 0.023 }, { usd: 0.022 }] },
    total: 1215.0,
    difference: 1.7,
    because: "the price file has the first band only",
  },
  {
    name: "Data transfer out over three bands",
    page: "Amazon S3 FAQs, data transferred out: 62 TB, of which 1 GB is free (a copy; no day)",
    address: "https://aws.amazon.com/s3/faqs/",
    resources: [resource("aws:lb/loadBalancer:LoadBalancer", "balancer")],
    // 2,628 thousand seconds a month.
    traffic: { rps: rps(63_487 / 2628), cdn: "none" },
    usage: { responseKB: same(1000) },
    prices: { "transfer.internet": [{ upTo: 10_239, usd: 0.09 }, { upTo: 51_199, usd: 0.085 }, { usd: 0.07 }] },
    total: 5263.27,
    difference: 0.02,
    because: "the page's bands begin after the free GB",
  },
  {
    name: "EC2 detailed monitoring",
    page: "Amazon CloudWatch pricing, example 1: 7 metrics of each of 10 instances (quoted in public notes; no day)",
    address: "https://aws.amazon.com/cloudwatch/pricing/",
    resources: [template({ instanceType: "m7g.large", monitoring: { enabled: true } }), group(10)],
    prices: { "cloudwatch.metric": [{ usd: 0.3 }] },
    total: 21.0,
    difference: 0,
    because: "",
  },
  {
    name: "VPC flow logs into CloudWatch",
    page: "Amazon CloudWatch pricing, 72 TB of VPC flow logs a month, 30 TB of them kept (quoted in public notes; no day)",
    address: "https://aws.amazon.com/cloudwatch/pricing/",
    resources: [resource("aws:ec2/flowLog:FlowLog", "flows"), resource("aws:cloudwatch/logGroup:LogGroup", "kept")],
    usage: { flowLogGB: same(73_728), logGB: same(30_720) },
    prices: {
      "cloudwatch.logs.vended": [
        { upTo: 10_240, usd: 0.5 },
        { upTo: 30_720, usd: 0.25 },
        { upTo: 51_200, usd: 0.1 },
        { usd: 0.05 },
      ],
      "cloudwatch.logs.kept": [{ usd: 0.03 }],
    },
    total: 14_336.0,
    difference: 0,
    because: "",
  },
  {
    name: "A gp3 volume for 12 of 720 hours",
    page: "Amazon EBS pricing, gp3 example: 2,000 GB, 10,000 IOPS, 500 MB/s (quoted in public notes; no day)",
    address: "https://aws.amazon.com/ebs/pricing/",
    resources: [
      template({
        instanceType: "m7g.large",
        blockDeviceMappings: [{ ebs: { volumeSize: 2000, volumeType: "gp3", iops: 10_000, throughput: 500 } }],
      }),
      group(12 / 720),
    ],
    prices: { "ebs.gp3": [{ usd: 0.08 }], "ebs.gp3.iops": [{ usd: 0.005 }], "ebs.gp3.throughput": [{ usd: 0.06 }] },
    total: 3.63,
    difference: -0.13,
    because: "throughput costs 0.04 USD a MB/s in us-east-1, 0.06 on the page",
  },
  {
    name: "An Application Load Balancer",
    page: "Elastic Load Balancing pricing, ALB example 1: 1.08 LCU by processed bytes, 720 hours (transcribed in public notes; no day)",
    address: "https://aws.amazon.com/elasticloadbalancing/pricing/",
    resources: [resource("aws:lb/loadBalancer:LoadBalancer", "balancer", { inputs: { internal: true } })],
    ...BALANCED,
    prices: { "elb.application": [{ usd: 0.0225 }], "elb.application.lcu": [{ usd: 0.008 }] },
    total: 22.42,
    difference: 0,
    because: "",
  },
  {
    name: "A Network Load Balancer",
    page: "Elastic Load Balancing pricing, NLB example: 1.08 NLCU by processed bytes; public notes quote an hour's sum, here 720 times (no day)",
    address: "https://aws.amazon.com/elasticloadbalancing/pricing/",
    resources: [
      resource("aws:lb/loadBalancer:LoadBalancer", "balancer", {
        inputs: { internal: true, loadBalancerType: "network" },
      }),
    ],
    ...BALANCED,
    prices: { "elb.network": [{ usd: 0.0225 }], "elb.network.lcu": [{ usd: 0.006 }] },
    total: 20.87,
    difference: 0,
    because: "",
  },
];

export const usageOf = ({ usage }: Published): UsageFacts => ({ ...USAGE, ...usage });
export const trafficOf = (example: Published): DeclaredTraffic => traffic(example.traffic);

/** The page's own prices, as a file of prices. */
export const pricesOf = ({ page, address, prices }: Published): PriceFile => ({
  what: "an example of AWS",
  date: "2026-11-27",
  currency: "USD",
  sources: { page: { title: page, address, date: null } },
  prices: Object.entries(prices).map(([id, tiers]) => ({
    id,
    unit: "unit",
    regions: { "us-east-1": { tiers, source: "page" } },
  })),
});
