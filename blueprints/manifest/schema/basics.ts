import { SCENARIO_IDS } from "../../recovery/scenario-ids";
import { type JsonSchema, named, ref, section } from "./json-schema";
import { LEVELS } from "./policies";
import { days, duration, growth, money, percent, rps } from "./units";

/** AWS services that a network can have an endpoint for. */
export const ENDPOINT_SERVICES = [
  "s3",
  "dynamodb",
  "ecr.api",
  "ecr.dkr",
  "kms",
  "logs",
  "monitoring",
  "secretsmanager",
  "ssm",
  "ssmmessages",
  "ec2messages",
  "sts",
  "autoscaling",
  "eks",
  "eks-auth",
] as const;

/** What an environment promises, and what a service may promise besides. */
export const goals: Readonly<Record<"availability" | "rto" | "rpo", JsonSchema>> = {
  availability: percent("Share of requests that must be answered.", "90%", "99.9999%", "99.95%"),
  rto: duration("Recovery time objective: how long a failure may last.", "1s", "7d", "5m"),
  rpo: duration("Recovery point objective: how much of the latest data a failure may lose.", "0s", "7d", "1m"),
};

/** Everything of the manifest but services, stores, edge and clusters. */
export const basics: Readonly<Record<string, JsonSchema>> = {
  name: ref("name", "Name of the project. Part of the identity of everything that is made: never change it later."),
  tier: ref("tier", "Tier of the blueprint. Grow with `scalekit up --tier NEXT`.", { default: "starter" }),
  account: {
    type: "string",
    title: "an AWS account id",
    description: "AWS account id, 12 digits. `scalekit doctor --refresh` finds it and keeps it in the lock file.",
    pattern: "^\\d{12}$",
    examples: ["111122223333"],
  },
  regions: section("Where it runs.", {
    primary: ref("region", "Region of the writer and, where routing is active-passive, of the traffic."),
    secondaries: {
      type: "array",
      description: "Further regions. Adding and removing them in any order moves nothing in the others.",
      items: ref("region", "A further region."),
      uniqueItems: true,
      // Aurora Global Database's limit (facts/combinations.json).
      maxItems: 10,
      default: [],
    },
  }),
  routing: {
    type: "string",
    title: "a kind of routing",
    description:
      "active-active: the nearest healthy region answers. active-passive: the primary does until it fails. Default by tier.",
    enum: ["active-active", "active-passive"],
  },
  objectives: section(
    "What must hold; `scalekit plan` warns where it cannot, `scalekit prove` judges it. Defaults by tier.",
    {
      ...goals,
      latencyP99: duration("What 99 of 100 requests must be faster than.", "1ms", "60s", "300ms"),
      gate: {
        type: "string",
        title: "a level",
        description:
          "What `up` does where the proof misses an objective. off: proves nothing. advisory: says so. mandatory: stops. Default by tier.",
        enum: LEVELS,
      },
      accept: {
        type: "array",
        description: "Scenarios whose miss is a risk that you take: shown, and no reason to fail or to stop.",
        items: {
          type: "string",
          title: "a scenario of `scalekit prove`",
          description: "One of its scenarios, or several joined by a plus.",
          pattern: `^(${SCENARIO_IDS.join("|")})(\\+(${SCENARIO_IDS.join("|")})){0,3}$`,
          examples: ["cdn"],
        },
        uniqueItems: true,
        maxItems: 50,
        default: [],
      },
    },
  ),
  traffic: section("What it must carry, in all regions together. Defaults by tier; write your own numbers.", {
    steady: rps("Requests a second on an ordinary day.", "0.01rps", "10000000rps", "2000rps"),
    peak: rps("Requests a second at the worst moment that must still be served.", "0.01rps", "10000000rps", "9000rps"),
    growth: growth("How much more each month.", "-50%/month", "1000%/month", "8%/month"),
    readRatio: percent("Share of requests that only read.", "0%", "100%", "90%"),
  }),
  budget: money("What it may cost a month.", "1 USD", "1000000000 USD", "12000 USD"),
  alerts: section("Who hears of alarms and of the budget.", {
    email: {
      type: "string",
      title: "an e-mail address",
      description:
        "Address that every alarm and the budget write to; each region asks it once to confirm. Without it alarms reach a topic that you subscribe to.",
      // The form only: whether it is read, only the confirmation shows. SNS takes no more than ASCII here.
      pattern: "^[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]{2,63}$",
      maxLength: 254,
      examples: ["ops@example.com"],
    },
  }),
  domain: {
    description:
      "Domain under which people reach it: a name, or a mapping with the id of the Route 53 zone that exists for it.",
    anyOf: [
      ref("hostName", "Domain under which people reach it.", { examples: ["shop.example.com"] }),
      section("Domain with its existing zone.", {
        name: ref("hostName", "Domain under which people reach it."),
        zone: {
          type: "string",
          title: "a Route 53 zone id",
          description: "Id of the existing Route 53 hosted zone; without it the DNS stack makes one.",
          pattern: "^Z[A-Z0-9]{5,31}$",
          examples: ["Z0123456789ABCDEFGHIJ"],
        },
      }),
    ],
  },
  network: section("Each region's VPC: three zones with a public, an application and a data subnet each.", {
    cidr: named(
      "IPv4 range by region, where the region's own (10.<slot>.0.0/16) collides with something. Can never change later.",
      ref("region", "An AWS region."),
      ref("cidr", "IPv4 range of the region's VPC, /16 to /22."),
      64,
    ),
    natPerZone: {
      type: "boolean",
      title: "true or false",
      description:
        "A NAT gateway in each zone, so that the loss of one zone takes no other's way out. Default by tier.",
    },
    endpoints: {
      type: "array",
      description: "AWS services reached without leaving the VPC. Default by tier.",
      items: {
        type: "string",
        title: "an AWS service with a VPC endpoint",
        enum: ENDPOINT_SERVICES,
      },
      uniqueItems: true,
    },
    flowLogs: days("How long flow logs are kept; 0d is none. Default by tier.", "0d", "3653d", "30d"),
  }),
  failover: section("How soon a failed region is noticed and left. Defaults by tier.", {
    healthCheckInterval: {
      type: "string",
      title: "a health check interval",
      description: "How often Route 53 asks; it knows these two only.",
      enum: ["10s", "30s"],
    },
    healthCheckThreshold: {
      type: "integer",
      title: "a number of checks",
      description: "Failed checks in a row until a region counts as down.",
      minimum: 1,
      maximum: 10,
    },
    ttl: duration("How long resolvers keep an answer.", "1s", "1h", "60s"),
  }),
};
