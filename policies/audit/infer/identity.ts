import type { GraphResource } from "../../../blueprints/graph/graph";
import { isRecord } from "../../../blueprints/graph/values";
import { nameFrom } from "../../../blueprints/manifest/name";
import { publicNames } from "../../facts/public-names";
import { TYPES } from "../../types";
import type { World } from "../../world/world";
import { commonest, look, textAt, textsAt } from "./look";
import { Said, type Section, section } from "./said";

/** Tags by which teams say what a thing belongs to, the clearest first. */
const PROJECT_TAGS = [
  "scalekit:project",
  "project",
  "application",
  "app",
  "system",
  "product",
  "app.kubernetes.io/part-of",
];
const ENVIRONMENT_TAGS = ["scalekit:environment", "environment", "env", "stage"];

export interface Identity {
  readonly name: Said;
  readonly environment: Said;
}

/** Project and environment: from tags, else from how the state is organised. */
export function identityOf(world: World, fallback: string): Identity {
  const project = tagged(world, PROJECT_TAGS) ?? pulumiProject(world);
  const environment = tagged(world, ENVIRONMENT_TAGS);
  return {
    name: project
      ? Said.because(nameFrom(project.value), project.why)
      : Said.ask(
          nameFrom(fallback),
          "what is the system called? Nothing in the state says it, and it can never change later",
        ),
    environment: environment
      ? Said.because(nameFrom(environment.value, "production"), environment.why)
      : Said.ask("production", "which environment is this?"),
  };
}

interface Word {
  readonly value: string;
  readonly why: string;
}

function tagged(world: World, names: readonly string[]): Word | undefined {
  const all = world.resources.map(tagsOf);
  for (const name of names) {
    const value = commonest(all.flatMap((tags) => tags.get(name) ?? []));
    if (value !== undefined) return { value, why: `the tag ${name}` };
  }
  return undefined;
}

/** Tags and labels in lower case; those that a provider puts on everything stand in its own settings. */
function tagsOf(resource: GraphResource): ReadonlyMap<string, string> {
  const byDefault = resource.type.startsWith("pulumi:providers:")
    ? defaultTags(look(resource, "defaultTags"))
    : undefined;
  const found = [look(resource, "tags"), look(resource, "tagsAll"), look(resource, "metadata.labels"), byDefault];
  const tags = found.filter(isRecord).flatMap((each) => Object.entries(each));
  return new Map(
    tags.flatMap(([key, value]) =>
      typeof value === "string" && value !== "" ? [[key.toLowerCase(), value] as const] : [],
    ),
  );
}

/** Providers keep structured settings as JSON. */
function defaultTags(value: unknown): unknown {
  try {
    const parsed: unknown = typeof value === "string" ? JSON.parse(value) : value;
    return isRecord(parsed) ? parsed.tags : undefined;
  } catch {
    return undefined;
  }
}

function pulumiProject(world: World): Word | undefined {
  const projects = world.resources.flatMap(({ id }) => /^urn:pulumi:[^:]*::([^:]+)::/.exec(id)?.[1] ?? []);
  const value = commonest(projects);
  return value === undefined ? undefined : { value, why: "the Pulumi project" };
}

const HOST = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;
const host = (text: string): string => text.toLowerCase().replace(/^\*\./, "").replace(/\.$/, "");

/** Under which name people reach it: the CDN's, else that of a public record, else of a certificate or zone. */
export function domainOf(world: World, name: string): Said | Section {
  const found = [
    ...world.all(TYPES.distribution).flatMap((each) => textsAt(each, "aliases").map((text) => [text, each] as const)),
    ...publicNames(world).map(({ host: text, record }) => [text, record] as const),
    ...world.all(TYPES.certificate).map((each) => [textAt(each, "domainName") ?? "", each] as const),
    ...world.all(TYPES.zone).map((each) => [textAt(each, "name") ?? "", each] as const),
  ].filter(([text]) => HOST.test(host(text)));
  // Names that only lead on to the regions are longer than what people type.
  const [first] = [...found].sort((a, b) => rank(a, world) - rank(b, world) || labels(a[0]) - labels(b[0]));
  if (!first)
    return Said.ask(`${name}.example.com`, "under which domain do people reach it? No public name is in the state");
  const domain = Said.by(host(first[0]), first[1]);
  const zone = zoneElsewhere(world, String(domain.value));
  return zone ? section({ name: domain, zone }) : domain;
}

const labels = (text: string): number => host(text).split(".").length;

/** A CDN's name goes before records, these before certificates and zones. */
function rank([, { type, inputs }]: readonly [string, GraphResource], world: World): number {
  if (type === TYPES.distribution || type === TYPES.cloudflareLoadBalancer || inputs.proxied === true) return 0;
  if (type === TYPES.certificate) return 2;
  if (type === TYPES.zone) return 3;
  return world.all(TYPES.distribution).length > 0 ? 2 : 1;
}

/** Number of the account that most things are in, as their ARNs and the provider's settings say. */
export function accountOf(world: World): Said | undefined {
  const numbers = world.resources.flatMap((resource) => {
    const arn = /^arn:aws[\w-]*:[\w-]*:[\w-]*:(\d{12}):/.exec(textAt(resource, "arn") ?? "")?.[1];
    if (arn !== undefined) return arn;
    const allowed = /^\["(\d{12})"\]$/.exec(textAt(resource, "allowedAccountIds") ?? "")?.[1];
    return allowed ?? [];
  });
  const account = commonest(numbers);
  return account === undefined || /^(\d)\1{11}$/.test(account)
    ? undefined
    : Said.because(account, `${numbers.filter((each) => each === account).length} resources are in it`);
}

/** Id of a zone that stays as it is: the domain is one name of many in it, or it is in none of the inputs itself. */
function zoneElsewhere(world: World, domain: string): Said | undefined {
  const zones = world.all(TYPES.zone);
  const around = zones.find((each) => domain.endsWith(`.${host(textAt(each, "name") ?? "")}`));
  if (around && !zones.some((each) => host(textAt(each, "name") ?? "") === domain)) {
    const id = textAt(around, "zoneId") ?? textAt(around, "id");
    return id !== undefined && ZONE.test(id) ? Said.by(id, around) : undefined;
  }
  if (zones.length > 0) return undefined;
  for (const record of world.all(TYPES.record)) {
    const id = textAt(record, "zoneId");
    if (id !== undefined && ZONE.test(id)) return Said.by(id, record);
  }
  return undefined;
}

const ZONE = /^Z[A-Z0-9]{5,31}$/;

/** Who hears of alarms, and the budget, where an e-mail subscription or a budget in dollars says so. */
export function upkeepOf(world: World): { readonly budget?: Said; readonly alerts?: Section } {
  const budget = world.all(TYPES.budget).find((each) => textAt(each, "timeUnit") === "MONTHLY");
  const amount = budget && textAt(budget, "limitAmount");
  const unit = budget && textAt(budget, "limitUnit");
  const mail = world.all(TYPES.topicSubscription).find((each) => textAt(each, "protocol") === "email");
  const address = mail && textAt(mail, "endpoint");
  return {
    ...(budget && amount !== undefined && unit === "USD" && { budget: Said.by(`${Number(amount)} USD`, budget) }),
    ...(mail && address !== undefined && { alerts: section({ email: Said.by(address, mail) }) }),
  };
}
