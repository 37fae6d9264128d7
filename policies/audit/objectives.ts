/** What an area of rules serves, in the words of the manifest's objectives. */
export type Objective = "availability" | "recovery" | "scalability" | "security" | "cost" | "operation";

export const OBJECTIVES: readonly Objective[] = [
  "availability",
  "recovery",
  "scalability",
  "security",
  "cost",
  "operation",
];

const OF_AREA: Readonly<Record<string, Objective>> = {
  compute: "availability",
  db: "recovery",
  cache: "availability",
  nosql: "recovery",
  msg: "availability",
  edge: "availability",
  net: "availability",
  k8s: "availability",
  fn: "scalability",
  store: "recovery",
  obs: "operation",
  cost: "cost",
  sec: "security",
  res: "recovery",
  same: "recovery",
  small: "scalability",
};

/** Rules that serve another objective than most of their area. */
const OF_RULE: Readonly<Record<string, Objective>> = {
  "compute/has-scaling-policy": "scalability",
  "compute/max-fits-subnets": "scalability",
  "compute/desired-not-pinned": "scalability",
  "db/connections-fit": "scalability",
  "db/readers-scale": "scalability",
  "db/multi-az": "availability",
  "db/reader-in-other-zone": "availability",
  "nosql/capacity-scales": "scalability",
  "msg/consumer-is-bounded": "scalability",
  "net/balancer-has-room": "scalability",
  "net/gateway-endpoints": "cost",
  "net/placed-on-purpose": "security",
  "k8s/autoscaler-fits-nodes": "scalability",
  "k8s/autoscaler-owns-count": "scalability",
  "k8s/pod-addresses-fit": "scalability",
  "k8s/requests-set": "scalability",
  "k8s/node-autoscaler-can-act": "scalability",
  "k8s/nodes-survive-shortage": "scalability",
  "k8s/no-privilege-escalation": "security",
  "k8s/root-filesystem-read-only": "security",
  "k8s/runs-as-non-root": "security",
  "k8s/token-only-where-used": "security",
  "k8s/namespace-denies-by-default": "security",
  "k8s/cluster-has-admin": "operation",
  "k8s/identity-is-used": "operation",
  "k8s/nodes-follow-version": "operation",
  "edge/cloudflare-zone-strict": "security",
  "edge/cloudflare-rules-see-traffic": "security",
  "fn/async-failures-kept": "availability",
  "fn/vpc-spans-zones": "availability",
  "obs/logs-expire": "cost",
  "store/copy-in-other-account": "security",
  "store/bucket-beside-its-settings": "security",
  "store/log-bucket-admits-writer": "operation",
  "sec/password-accepted": "availability",
  "res/quotas-equal": "scalability",
  "res/no-single-cut": "availability",
};

export const areaOf = (rule: string): string => rule.slice(0, Math.max(0, rule.indexOf("/")));

/** A team's own areas count as operation, since nothing is known of them. */
export const objectiveOf = (rule: string): Objective => {
  const own = Object.hasOwn(OF_RULE, rule) ? OF_RULE[rule] : undefined;
  const area = areaOf(rule);
  return own ?? (Object.hasOwn(OF_AREA, area) ? OF_AREA[area] : undefined) ?? "operation";
};
