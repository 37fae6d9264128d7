/**
 * Which values belong to which kind of service, store, CDN or cluster. The schema's conditions, the tier defaults that
 * apply and the messages all read this one table.
 */
export interface Kind {
  /** Path of the mapping, `*` for any name. */
  readonly under: string;
  /** The value that decides, and what it must be for `keys` to have a meaning. */
  readonly field: string;
  readonly is: readonly string[];
  readonly keys: readonly string[];
  readonly who: string;
}

const AURORA = ["aurora-postgresql", "aurora-mysql"] as const;

export const KINDS: readonly Kind[] = [
  {
    under: "services.*",
    field: "runs",
    is: ["instances"],
    keys: ["instanceTypes", "spot", "predictive", "warmPool", "bootTime", "schedule"],
    who: "services that run on instances",
  },
  {
    under: "services.*",
    field: "runs",
    is: ["kubernetes"],
    keys: ["cpu", "memory"],
    who: "services that run on Kubernetes",
  },
  {
    under: "data.*",
    field: "engine",
    is: AURORA,
    keys: ["storageType", "replicaScaling", "global", "otherRegionsWrite", "secondaryReplicas"],
    who: "Aurora stores",
  },
  { under: "data.*", field: "engine", is: ["postgres", "mysql"], keys: ["storage", "multiAz"], who: "RDS instances" },
  { under: "edge", field: "cdn", is: ["cloudfront"], keys: ["priceClass"], who: "CloudFront distributions" },
  { under: "edge", field: "cdn", is: ["cloudflare"], keys: ["cloudflare"], who: "sites behind Cloudflare" },
  {
    under: "kubernetes",
    field: "cluster",
    is: ["eks"],
    keys: ["version", "nodeTypes", "nodes", "apiAccess"],
    who: "clusters that scalekit makes (eks)",
  },
  {
    under: "kubernetes",
    field: "cluster",
    is: ["existing"],
    keys: ["kubeconfig", "entry", "ingressClass"],
    who: "clusters that exist already",
  },
];

/** Kinds that decide about a path such as `services.web.spot` or `services.web.replicaScaling.maximum`. */
export function kindOf(path: string): Kind | undefined {
  const keys = path.split(".");
  return KINDS.find((kind) => {
    const depth = kind.under.split(".").length;
    const key = keys[depth];
    return keys[0] === kind.under.split(".")[0] && key !== undefined && kind.keys.includes(key);
  });
}
