import type { Outcome, Problem } from "../../problems/problem";
import type { GraphResource } from "../graph";
import { SECRET } from "../values";
import { isKnownType } from "./known-types";
import {
  guarded,
  isRecord,
  isText,
  type Json,
  listAt,
  MAXIMUM_DEPTH,
  parseJson,
  type ReaderOptions,
  type Reading,
  reading,
  recordAt,
  refuse,
  stackName,
} from "./reading";
import { looksSecret } from "./secret-names";
import { parseYaml } from "./yaml";

const EXPECTED =
  "Kubernetes objects as YAML or JSON: manifests, a List, what `helm template` or `kubectl get -o yaml` writes";

/** The graph of Kubernetes objects: several documents, lists in lists, JSON. Secrets' content is marked, never kept. */
export function readKubernetes(text: string, options: ReaderOptions = {}): Outcome<Reading> {
  return guarded(options, EXPECTED, () => {
    const json = /^\s*[{[]/.test(text) ? parseJson(text) : undefined;
    const parsed = json ? { documents: [json.value].flat() } : parseYaml(text);
    if ("wrong" in parsed) return refuse(options, parsed.wrong, EXPECTED);
    return readKubernetesValues(parsed.documents, options);
  });
}

/** The same of documents that were parsed already. */
export function readKubernetesValues(documents: readonly unknown[], options: ReaderOptions = {}): Outcome<Reading> {
  const { objects, skipped } = objectsIn(documents);
  if (objects.length === 0 && !documents.some(isList)) return refuse(options, "holds no Kubernetes objects", EXPECTED);
  const stack = stackName(options, "kubernetes");
  const byId = new Map(objects.map((object) => resourceOf(object, stack, options)).map((one) => [one.id, one]));
  const read = reading([...byId.values()], isKnownType, options);
  if (!read.ok || skipped === 0) return read;
  return { ...read, warnings: [...read.warnings, skippedDocuments(options.file ?? "the input", skipped)] };
}

interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly object: Json;
}

/** Objects of all documents, those inside lists too. Empty documents (a template that rendered to nothing) are none. */
function objectsIn(documents: readonly unknown[]): { objects: KubernetesObject[]; skipped: number } {
  const objects: KubernetesObject[] = [];
  let skipped = 0;
  const left = [...documents].reverse();
  while (left.length > 0) {
    const object = left.pop();
    if (object === null || object === undefined) continue;
    if (isList(object)) for (const item of [...listAt(object, "items")].reverse()) left.push(item);
    else if (isRecord(object) && isText(object.apiVersion) && isText(object.kind))
      objects.push({ apiVersion: object.apiVersion, kind: object.kind, object });
    else skipped++;
  }
  return { objects, skipped };
}

const isList = (value: unknown): boolean =>
  isRecord(value) && isText(value.kind) && value.kind.endsWith("List") && Array.isArray(value.items);

function resourceOf(
  { apiVersion, kind, object }: KubernetesObject,
  stack: string,
  { region }: ReaderOptions,
): GraphResource {
  const metadata = recordAt(object, "metadata");
  const names = [metadata.namespace, metadata.name ?? metadata.generateName].filter(isText);
  const name = names.join("/");
  const group = groupOf(apiVersion, kind);
  const live = isText(metadata.uid);
  return {
    id: `kubernetes::${stack}::${group}:${kind}::${name}`,
    type: `kubernetes:${group}:${kind}`,
    name,
    stack,
    ...(region !== undefined && { region }),
    custom: true,
    inputs: inputsOf(object, kind),
    dependsOn: [],
    references: {},
    ignoreChanges: [],
    ...(live && { outputs: { id: name } }),
    protect: false,
    sources: {},
    transformed: [],
  };
}

/** Versions that clusters no longer serve, by what has the same fields today [Kubernetes, Deprecated API Migration Guide]. */
const FORMER: Readonly<Record<string, readonly [kinds: readonly string[], now: string]>> = {
  "policy/v1beta1": [["PodDisruptionBudget"], "policy/v1"],
  "autoscaling/v2beta2": [["HorizontalPodAutoscaler"], "autoscaling/v2"],
  "apps/v1beta1": [["Deployment", "StatefulSet"], "apps/v1"],
  "apps/v1beta2": [["Deployment", "StatefulSet", "DaemonSet"], "apps/v1"],
  "extensions/v1beta1": [["Deployment", "DaemonSet"], "apps/v1"],
  "batch/v1beta1": [["CronJob"], "batch/v1"],
};

function groupOf(apiVersion: string, kind: string): string {
  const former = Object.hasOwn(FORMER, apiVersion) ? FORMER[apiVersion] : undefined;
  if (former?.[0].includes(kind)) return former[1];
  return apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`;
}

/** What somebody wrote: no status, none of the server's book-keeping, no secret. */
function inputsOf({ status: _, ...object }: Json, kind: string): GraphResource["inputs"] {
  const entries = Object.entries(object).map(([key, value]): [string, unknown] => {
    if (kind === "Secret" && (key === "data" || key === "stringData")) return [key, SECRET];
    return [key, key === "metadata" ? ownMetadata(value) : withoutSecrets(value, 0)];
  });
  return Object.fromEntries(entries);
}

const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

function ownMetadata(metadata: unknown): unknown {
  if (!isRecord(metadata)) return metadata;
  const { managedFields: _, ...rest } = metadata;
  if (!isRecord(rest.annotations)) return rest;
  // It repeats the whole object, a secret's content too.
  const { [LAST_APPLIED]: __, ...annotations } = rest.annotations;
  return { ...rest, annotations };
}

/** Environment variables whose names speak of a secret lose their value. */
function withoutSecrets(value: unknown, depth: number): unknown {
  if (depth > MAXIMUM_DEPTH) return null;
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(item, depth + 1));
  if (!isRecord(value)) return value;
  const secret = isText(value.name) && isText(value.value) && looksSecret(value.name);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      secret && key === "value" ? SECRET : withoutSecrets(inner, depth + 1),
    ]),
  );
}

const skippedDocuments = (file: string, count: number): Problem => ({
  code: "SK3042",
  message: `${file} has ${count} documents without apiVersion and kind`,
  fix: "give each object its apiVersion and kind; the others were read",
});
