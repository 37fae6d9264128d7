import { type LoadOptions, loadManifest } from "../../../blueprints/manifest/load";
import type { Resolved } from "../../../blueprints/manifest/manifest";
import { formatProblems } from "../../../blueprints/problems/format";
import type { Problem } from "../../../blueprints/problems/problem";

/** A manifest as a person would nest it; written as JSON, which is YAML. */
export interface Draft {
  [key: string]: unknown;
}

/** The smallest manifest that uses every section, valid at each tier. */
export const BASE: Draft = {
  name: "shop",
  tier: "global",
  regions: { primary: "eu-west-1", secondaries: ["us-east-1"] },
  domain: "shop.example.com",
  traffic: { steady: "1000rps", peak: "4000rps" },
  services: {
    web: { runs: "instances", image: { ssm: "/images/web" }, capacity: "250rps", paths: ["/*"], reads: ["orders"] },
    api: {
      runs: "kubernetes",
      image: "registry.example.com/api:1.0",
      capacity: "250rps",
      paths: ["/api/*"],
      writes: ["orders"],
    },
  },
  data: { orders: { engine: "aurora-postgresql" } },
  sessions: {},
  edge: { static: { paths: ["/static/*"] } },
};

/** A copy with values set at dotted paths; undefined removes. */
export function changed(changes: Readonly<Record<string, unknown>>, base: Draft = BASE): Draft {
  const draft = structuredClone(base);
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split(".");
    const last = keys.pop() ?? "";
    let node = draft;
    for (const key of keys) {
      node[key] ??= {};
      node = node[key] as Draft;
    }
    if (value === undefined) delete node[last];
    else node[last] = value;
  }
  return draft;
}

export const load = (draft: Draft, options: LoadOptions = {}) =>
  loadManifest(JSON.stringify(draft, null, 2), "scalekit.yaml", options);

/** The resolved manifest, or a failure that shows every problem. */
export function resolved(draft: Draft, options: LoadOptions = {}): Resolved {
  const loaded = load(draft, options);
  if (!loaded.ok) throw new Error(formatProblems(loaded.problems));
  return loaded.value;
}

export const problemsOf = (draft: Draft, options: LoadOptions = {}): readonly Problem[] => {
  const loaded = load(draft, options);
  return loaded.ok ? [] : loaded.problems;
};

export const warningsOf = (draft: Draft, options: LoadOptions = {}): readonly Problem[] => {
  const loaded = load(draft, options);
  if (!loaded.ok) throw new Error(formatProblems(loaded.problems));
  return loaded.warnings;
};
