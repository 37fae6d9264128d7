import versions from "../facts/versions.json";
import { TIER_DEFAULTS, TIER_SUMMARIES } from "../tiers";
import type { Tier } from "../tiers/tier";

/** What `scalekit init` needs to know. */
export interface Answers {
  readonly name: string;
  readonly tier: Tier;
  readonly region: string;
  readonly secondaries: readonly string[];
  readonly domain: string;
  readonly runs: "instances" | "kubernetes";
  readonly data: "aurora-postgresql" | "aurora-mysql" | "postgres" | "mysql" | "none";
  readonly cdn: "cloudfront" | "cloudflare" | "none";
  readonly cloudflare?: { readonly zone: string; readonly account: string };
}

/** Stands where only a person can know the id; it has the right form and belongs to nobody. */
export const PLACEHOLDER_ID = "00000000000000000000000000000000";

/** A manifest with comments that teach; what is not in it comes from the tier. Pure: the same answers give the same text. */
export function writeManifest(answers: Answers): string {
  return `${[
    head(answers),
    regions(answers),
    load(answers),
    `domain: ${answers.domain} # where people reach it; a name that you may delegate`,
    service(answers),
    ...(answers.data === "none" ? [] : [store(answers)]),
    sessions(answers),
    ...(answers.cdn === "none" ? [] : [edge(answers)]),
    ENVIRONMENTS,
  ].join("\n\n")}\n`;
}

const head = ({ name, tier }: Answers): string => `\
# What this system runs and how much it must carry. scalekit makes the infrastructure from it.
# Whatever is not written here comes from the tier: \`scalekit plan --why\` shows each value and its reason,
# \`scalekit explain services.*.capacity\` any property, \`scalekit schema\` all of them.
name: ${name} # part of every resource's identity: never change it once something runs

# ${sentence(TIER_SUMMARIES[tier])}
tier: ${tier} # starter, growth, scale or global; grow with \`scalekit up --tier NEXT\``;

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

function regions({ region, secondaries }: Answers): string {
  const list =
    secondaries.length === 0
      ? ""
      : `\n  secondaries: [${secondaries.join(", ")}] # add and remove regions freely; nothing else moves`;
  return `regions:\n  primary: ${region} # holds the writer of every store${list}`;
}

function load({ tier }: Answers): string {
  const usual = (path: string) => String(TIER_DEFAULTS[tier].find((entry) => entry.path === path)?.value);
  return `\
objectives: # \`plan\` warns where the tier cannot meet them
  availability: ${usual("objectives.availability")}
  rto: ${usual("objectives.rto")} # how long a failure may last
  rpo: ${usual("objectives.rpo")} # how much of the latest data it may lose

traffic: # of all regions together; the size of the fleet is derived from it
  steady: ${usual("traffic.steady")} # requests a second on an ordinary day
  growth: ${usual("traffic.growth")}
  readRatio: ${usual("traffic.readRatio")}`;
}

function service({ runs, data }: Answers): string {
  const uses = data === "none" ? "[sessions]" : "[main, sessions]";
  const what =
    runs === "instances"
      ? `\
    runs: instances
    # A machine image by the SSM parameter that names it in every region: put your own here.
    image: { ssm: /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64 }`
      : `\
    runs: kubernetes # on an EKS cluster that is made with it; see \`scalekit explain kubernetes\`
    image: public.ecr.aws/nginx/nginx:1.27 # put your own here
    port: 80
    health: /`;
  return `\
services:
  web:
${what}
    capacity: 100rps # what one ${runs === "instances" ? "instance" : "pod"} carries: measure it with a load test
    paths: [/*] # everything that no other service answers
    writes: ${uses} # endpoints and credentials arrive as environment variables`;
}

function store({ data }: Answers): string {
  const aurora = data.startsWith("aurora");
  const why = aurora ? "can span regions later" : "can never span regions; Aurora can";
  return `data:\n  main:\n    engine: ${data} # ${why}\n    version: "${version(data)}"`;
}

const version = (engine: Answers["data"]): string => (engine === "none" ? "" : versions.databases[engine].version);

function sessions({ tier, secondaries }: Answers): string {
  // A Global Datastore reaches two secondary regions at most (facts/combinations.json).
  return tier === "global" && secondaries.length > 2
    ? "sessions:\n  global: false # ElastiCache replicates to two other regions at most: each has sessions of its own"
    : "sessions: {} # a cache; {} takes every value from the tier";
}

function edge({ cdn, cloudflare }: Answers): string {
  if (cdn === "cloudfront") return "edge:\n  cdn: cloudfront";
  const placeholder = cloudflare ? "" : " # put your own here: the zone's overview page in Cloudflare shows both";
  return `\
edge:
  cdn: cloudflare
  cloudflare:${placeholder}
    zone: "${cloudflare?.zone ?? PLACEHOLDER_ID}"
    account: "${cloudflare?.account ?? PLACEHOLDER_ID}"`;
}

const ENVIRONMENTS = `\
environments: # each is merged over what stands above; choose with --env
  production: {}`;
