import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadManifest } from "../../../blueprints/manifest/load";
import { makePlan } from "../../../blueprints/plan/make";
import type { Tier } from "../../../blueprints/tiers/tier";
import { programFor } from "../../../stacks/programs";
import { registerIn } from "../../components/support/monitor";

/** One Kubernetes object as a program registered it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: unknown;
}

const SAAS = join(__dirname, "..", "..", "..", "examples", "saas", "scalekit.yaml");

/** The SaaS on clusters that exist instead of EKS: its way in is an ingress, before which Cloudflare cannot stand. */
export const ON_EXISTING = `
kubernetes:
  cluster: existing
  kubeconfig:
    us-east-1: { file: us.yaml }
    eu-central-1: { file: eu.yaml }
  entry: { us-east-1: us.example.org, eu-central-1: eu.example.org }
`;

/** Every object of every apps stack of the SaaS at a tier. */
export async function saasManifests(tier: Tier, more = ""): Promise<Manifest[]> {
  const saas = readFileSync(SAAS, "utf8");
  const text = more === ON_EXISTING ? saas.slice(0, saas.indexOf("\nedge:") + 1) + more : saas;
  const loaded = loadManifest(Buffer.from(text), "examples/saas/scalekit.yaml", { tier });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, undefined, 2));
  const plan = makePlan(loaded.value, {});
  const handed = Object.fromEntries(plan.stacks.flatMap(({ needs }) => needs.map(({ key }) => [key, "aGFuZGVk"])));
  const manifests: Manifest[] = [];
  for (const stack of plan.stacks.filter(({ kind }) => kind === "apps")) {
    const program = programFor(plan, stack, { handed, account: plan.account, sandbox: true });
    const resources = await registerIn(program, { outputs: NAMES });
    for (const { type, name, custom, inputs } of resources)
      if (custom && type.startsWith("kubernetes:")) manifests.push(named(name, inputs as unknown as Manifest));
  }
  return manifests;
}

/** What the provider would call objects that have no name of their own; others refer to them. */
const named = (name: string, manifest: Manifest): Manifest => ({
  ...manifest,
  metadata: { ...manifest.metadata, name: manifest.metadata.name ?? `${name}-1a2b3c4d` },
});
const NAMES = Object.fromEntries(
  [
    "apps/v1:Deployment",
    "rbac.authorization.k8s.io/v1:ClusterRole",
    "rbac.authorization.k8s.io/v1:Role",
    "secrets-store.csi.x-k8s.io/v1:SecretProviderClass",
  ].map((type) => [`kubernetes:${type}`, { metadata: { name: "named-by-pulumi" } }]),
);
