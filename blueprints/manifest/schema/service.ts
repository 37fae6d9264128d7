import combinations from "../../facts/combinations.json";
import { goals } from "./basics";
import { kindConditions } from "./conditions";
import { type JsonSchema, named, ref, section } from "./json-schema";
import { cpu, duration, memory, percent, rps } from "./units";

const LISTENER_RULE_VALUES = combinations.listenerRuleValues.value;
/** Also without a CDN: adding one later must not make a manifest wrong. */
const PATHS = LISTENER_RULE_VALUES - 1;

const names = (description: string): JsonSchema => ({
  type: "array",
  description,
  items: ref("name", "Name of a store under `data`, or `sessions`."),
  uniqueItems: true,
  default: [],
});

/** An AMI by SSM parameter or by region, or a container image: which of them `runs` decides (meaning/image.ts). */
const image: JsonSchema = {
  description:
    "What it runs. Instances: {ssm: PATH} or {byRegion: {REGION: AMI}}. Kubernetes: a container image with tag or digest.",
  anyOf: [
    {
      type: "string",
      title: "a container image",
      description: "Container image with tag or digest.",
      pattern: "^[a-z0-9][A-Za-z0-9._/:@-]{0,254}$",
      examples: ["registry.example.com/shop/api:1.4.2"],
    },
    section(
      "A machine image.",
      {
        ssm: {
          type: "string",
          title: "a path of an SSM parameter",
          description: "SSM parameter that holds the AMI id in each region: the same manifest works in every region.",
          pattern: "^/[A-Za-z0-9_./-]{1,900}$",
          examples: ["/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"],
        },
        byRegion: named(
          "AMI id by region, for images that no parameter names.",
          ref("region", "An AWS region."),
          {
            type: "string",
            title: "an AMI id",
            description: "AMI id in that region.",
            pattern: "^ami-[0-9a-f]{8,17}$",
          },
          64,
        ),
      },
      { minProperties: 1, maxProperties: 1 },
    ),
  ],
};

/** Only whole times of weekdays: what is planned, priced and proved must know every hour. */
const weekly = (description: string, example: string): JsonSchema => ({
  type: "string",
  title: "a cron expression: minute, hour, * * and weekdays",
  description,
  pattern: "^([0-9]|[0-5][0-9]) ([0-9]|[01][0-9]|2[0-3]) \\* \\* (\\*|[0-7](-[0-7])?(,[0-7](-[0-7])?){0,6})$",
  examples: [example],
});

export const instanceType: JsonSchema = {
  type: "string",
  title: "an instance type",
  description: "EC2 instance type.",
  pattern: "^[a-z][a-z0-9-]*\\.(nano|micro|small|medium|large|xlarge|[0-9]{1,3}xlarge|metal(-[0-9]{1,3}xl)?)$",
  examples: ["m7g.large"],
};

export const service: JsonSchema = section(
  "One service. It is reached through the region's load balancer and the edge.",
  {
    runs: {
      type: "string",
      title: "what it runs on",
      description: "What it runs on.",
      enum: ["instances", "kubernetes"],
    },
    image,
    port: {
      type: "integer",
      title: "a port",
      description: "Port that it listens on. Default by tier.",
      minimum: 1,
      maximum: 65535,
    },
    health: ref("pathPattern", "Path that answers 200 while it is healthy. Default by tier."),
    paths: {
      type: "array",
      description: "Paths that it answers; one service has `/*`. Default: `/*` where it is the only service.",
      items: ref("pathPattern", "A path pattern."),
      uniqueItems: true,
      minItems: 1,
      maxItems: PATHS,
      "x-why": `a load balancer's rule takes ${LISTENER_RULE_VALUES} values, and one is the header by which it knows the CDN`,
    },
    capacity: rps(
      "Requests a second that one instance or pod carries; measure it with a load test.",
      "0.01rps",
      "1000000rps",
      "250rps",
    ),
    reads: names("Stores that it reads."),
    writes: names("Stores that it writes (and may read)."),
    objectives: section("What holds for this service instead of the environment's; `scalekit prove` judges it.", goals),
    environment: named(
      "Environment variables. No secrets: endpoints and credentials of its stores arrive by themselves.",
      ref("environmentName", "Name of the variable."),
      { type: ["string", "number", "boolean"], title: "text", description: "Value of the variable.", maxLength: 4096 },
      100,
    ),
    scaling: section("How many instances or pods a region has. Derived from traffic and capacity where not written.", {
      minimum: {
        type: "integer",
        title: "a number of units",
        description: "Fewest units a region.",
        minimum: 1,
        maximum: 5000,
      },
      maximum: {
        type: "integer",
        title: "a number of units",
        description: "Most units a region.",
        minimum: 1,
        maximum: 5000,
      },
      targetCpu: percent("CPU use that scaling keeps. Default by tier.", "10%", "90%", "50%"),
    }),
    instanceTypes: {
      type: "array",
      description: "Instance types that may be used, the favourite first. Default by tier.",
      items: instanceType,
      uniqueItems: true,
      minItems: 1,
      maxItems: 20,
    },
    spot: percent("Share of the fleet above its minimum that may be Spot. Default by tier.", "0%", "100%", "30%"),
    predictive: {
      type: "string",
      title: "a kind of predictive scaling",
      description: "Predictive scaling: off, forecast (only shows what it would do) or scale. Default by tier.",
      enum: ["off", "forecast", "scale"],
    },
    warmPool: {
      type: "integer",
      title: "a number of instances",
      description: "Instances kept stopped and ready; 0 is none. Default by tier.",
      minimum: 0,
      maximum: 1000,
    },
    bootTime: duration("From launch until it answers. Default by tier.", "1s", "1h", "90s"),
    schedule: section(
      "When it has instances at all, in every region; outside of these hours nobody answers. For environments that nobody needs at night: one that promises every hour misses its objectives with it. Default: always.",
      {
        start: weekly("When instances come: minute, hour, * * and weekdays (0 or 7 is Sunday).", "0 7 * * 1-5"),
        stop: weekly("When all instances go.", "0 20 * * 1-5"),
        timeZone: {
          type: "string",
          title: "a time zone",
          description: "Time zone of these times, by its IANA name; it knows of summer time.",
          pattern: "^[A-Z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}$",
          examples: ["Europe/Berlin"],
        },
      },
    ),
    cpu: { ...cpu("CPU that one pod asks for. Default by tier.", "10m", "192", "500m"), type: ["string", "number"] },
    memory: memory("Memory that one pod asks for and may use. Default by tier.", "32 MiB", "1024 GiB", "512 MiB"),
  },
  { allOf: kindConditions("services.*") },
);
