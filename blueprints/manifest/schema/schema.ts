import { basics } from "./basics";
import { commonDefs } from "./common";
import { edge } from "./edge";
import { implies, type JsonSchema, named, ref, section } from "./json-schema";
import { kubernetes } from "./kubernetes";
import { policies, policyDefs } from "./policies";
import { service } from "./service";
import { sessions, store } from "./store";

/** The basics stand once, as definitions: base and overlays refer to them. */
const shared = Object.fromEntries(Object.entries(basics).filter(([, schema]) => schema.$ref === undefined));
const referred = Object.fromEntries(Object.keys(shared).map((name) => [name, { $ref: `#/$defs/${name}` }]));

/** What both the base and an environment's overlay may say. */
const body: Readonly<Record<string, JsonSchema>> = {
  ...basics,
  ...referred,
  services: named("What runs, by name.", ref("name", "Name of the service."), ref("service", "One service."), 50),
  data: named("Relational stores, by name.", ref("name", "Name of the store."), ref("store", "One store."), 20),
  sessions: ref("sessions", "Session cache."),
  edge: ref("edge", "CDN in front."),
  kubernetes: ref("kubernetes", "Where Kubernetes services run. Default: an EKS cluster a region."),
  policies: ref("policies", "Rules: which of them count, how much, and what is excused."),
};
const { name: _only, ...overlay } = body;

/** What must be there once an environment's overlay is merged; a manifest without environments must have it as it is. */
const whole: JsonSchema = {
  type: "object",
  required: ["regions", "domain", "services"],
  properties: {
    regions: { type: "object", required: ["primary"] },
    services: {
      type: "object",
      minProperties: 1,
      additionalProperties: {
        type: "object",
        required: ["runs", "image"],
        properties: { schedule: { type: "object", required: ["start", "stop", "timeZone"] } },
      },
    },
    data: { type: "object", additionalProperties: { type: "object", required: ["engine"] } },
  },
};

/** The manifest's JSON Schema (2020-12): what `scalekit schema` prints and what `loadManifest` checks. */
export const manifestSchema: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "urn:scalekit:manifest:1",
  title: "scalekit manifest",
  ...section("What a team runs and how much it must carry; scalekit makes the infrastructure from it.", {
    ...body,
    environments: named(
      "Environments, each an overlay merged over the rest of the manifest: mappings merge, lists and single values replace.",
      ref("name", "Name of the environment."),
      section("What is different in this environment.", overlay),
      20,
    ),
  }),
  required: ["name"],
  ...implies({ type: "object", not: { required: ["environments"] } }, whole),
  $defs: { ...commonDefs, ...policyDefs, ...shared, service, store, sessions, edge, kubernetes, policies },
};
