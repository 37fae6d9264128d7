import type { PackName } from "../../blueprints/manifest/manifest";
import type { Pack } from "./pack";

const WEIGHED = { error: "mandatory", warning: "advisory", info: "advisory" } as const;
const ALL_MANDATORY = { error: "mandatory", warning: "mandatory", info: "advisory" } as const;

/** What each pack chooses; `scalekit explain PACK` shows it. */
export const PACK_LIST: readonly Pack[] = [
  {
    name: "recommended",
    about: "Every rule, as heavy as the tier makes it: errors stop a change, warnings are reported.",
    weigh: WEIGHED,
  },
  { name: "strict", about: "Every rule, and warnings stop a change too.", weigh: ALL_MANDATORY },
  {
    name: "security",
    about: "What keeps data private and keys where they belong; warnings stop a change too.",
    rules: [
      "sec/*",
      "db/deletion-guard",
      "edge/cloudflare-rules-see-traffic",
      "edge/cloudflare-zone-strict",
      "edge/waf-same-everywhere",
      "k8s/namespace-denies-by-default",
      "k8s/no-privilege-escalation",
      "k8s/root-filesystem-read-only",
      "k8s/runs-as-non-root",
      "k8s/token-only-where-used",
      "same/residency",
      "store/copy-in-other-account",
    ],
    weigh: ALL_MANDATORY,
  },
  {
    name: "cost",
    about: "What is paid for and not used; findings are reported and stop nothing.",
    rules: ["cost/*", "obs/logs-expire", "net/gateway-endpoints", "store/bucket-versioned", "compute/spot-is-diverse"],
    weigh: { error: "advisory", warning: "advisory", info: "advisory" },
  },
  {
    name: "static-stability",
    about: "What must be there before the failure, since nothing can be made during it; warnings stop a change too.",
    rules: [
      "compute/survives-zone-loss",
      "compute/max-fits-subnets",
      "db/failover-target-as-strong",
      "db/global-secondary-*",
      "edge/cdn-fails-over",
      "edge/failover-pair-complete",
      "net/egress-per-zone",
      "res/*",
      "sec/secret-in-region",
    ],
    weigh: ALL_MANDATORY,
  },
];

export const packNamed = (name: PackName): Pack => {
  const pack = PACK_LIST.find((candidate) => candidate.name === name);
  if (!pack) throw new Error(`no pack ${name}`);
  return pack;
};
