/** Why a gap is left to a person, in words that go on from "left to you:". */
export const WHY = {
  made: "it needs a resource of its own, which only you can name and place",
  anew: "the change would make the resource anew",
  choice: "what is right is your choice",
  together: "it lies between several resources",
  steps: "it takes several steps, one after the other",
  code: "your code says it in another way than by a value",
} as const;
export type Why = keyof typeof WHY;

/** Rules that no change of one resource in place puts right, by what stands in the way. A test holds that each rule has a remedy or stands here. */
const LEFT: Readonly<Record<Why, string>> = {
  made: `
    db/connections-outlive-failover
    cache/slow-log-kept compute/has-scaling-policy cost/budget-exists db/backup-leaves-region
    db/global-secondary-not-headless db/proxy-has-target db/reader-in-other-zone edge/cdn-fails-over
    edge/cdn-name-has-both-families edge/cdn-reads-its-bucket edge/certificate-can-renew edge/cloudflare-pools-fail-over
    edge/cloudflare-sends-origin-header edge/cloudflare-zone-strict edge/failover-pair-complete edge/health-from-both-sides
    edge/prober-admitted edge/routing-covers-regions edge/zone-names-its-issuers fn/async-failures-kept k8s/addons-present
    k8s/budget-is-satisfiable k8s/cluster-has-admin k8s/control-plane-has-rights k8s/named-objects-exist
    k8s/namespace-denies-by-default k8s/node-autoscaler-can-act k8s/nodes-have-rights k8s/pods-get-secrets
    msg/dead-letter-alarmed msg/oldest-message-alarmed msg/queue-has-dead-letter msg/subscription-keeps-failures
    net/egress-per-zone net/gateway-endpoints net/path-is-open net/return-route-exists net/subnets-lead-out
    net/subnets-use-every-zone net/targets-get-requests net/targets-registered obs/access-logs obs/every-part-watched
    obs/exported-logs-expire obs/firewall-is-watched obs/lag-alarm-per-link obs/network-flow-logs obs/probe-from-elsewhere
    obs/signals-watched res/scenarios-are-drilled res/switches-are-safe sec/default-group-shut sec/instances-have-a-role
    sec/role-can-act sec/secret-has-value sec/secret-in-region sec/settings-in-region sec/volumes-encrypted
    small/no-pet-behind-balancer store/bucket-versioned store/copy-in-other-account store/image-in-region
    store/log-bucket-admits-writer store/mount-target-per-zone store/replication-complete`,
  anew: `
    compute/max-fits-subnets edge/certificate-covers-names edge/certificate-in-right-region k8s/nodes-survive-shortage
    k8s/pod-addresses-fit k8s/zonal-volume-has-nodes msg/dead-letter-fits-source net/balancer-has-room net/endpoint-answers-by-name net/ranges-disjoint
    sec/key-follows-data sec/own-key store/bucket-beside-its-settings`,
  choice: `
    cache/speed-is-steady compute/takes-several-types res/stores-are-used
    cache/eviction-is-chosen compute/group-spans-zones cost/nothing-idle cost/spot-only-for-stateless
    cost/standby-is-declared db/connections-fit db/global-rpo-parameter db/slow-statements-logged edge/cdn-uses-its-origins
    edge/cloudflare-name-not-shadowed edge/cloudflare-rules-see-traffic edge/cloudflare-switched-on
    edge/hsts-covers-own-names edge/waf-same-everywhere fn/concurrency-budget fn/timeouts-nest fn/vpc-spans-zones
    k8s/autoscaler-fits-nodes k8s/identity-is-used k8s/nodes-hold-minimum k8s/pods-carry-load k8s/probes-differ
    k8s/requests-set k8s/root-filesystem-read-only k8s/runs-as-non-root k8s/shutdown-order msg/consumer-is-bounded
    net/balancer-spans-zones net/placed-on-purpose nosql/capacity-scales nosql/replicas-follow-services
    nosql/write-capacity-agrees obs/alarm-says-missing-data obs/alarm-watches-something obs/health-check-can-read-alarm
    res/cells-bounded-and-alike res/no-circular-recovery res/quotas-equal res/standby-equals-primary
    same/changes-staggered same/residency same/shape sec/cdn-sends-headers sec/cluster-api-narrow
    sec/cluster-secrets-encrypted sec/store-door-narrow small/metric-falls-with-capacity small/no-state-on-disk`,
  together: `
    cache/copies-in-every-zone edge/reads-try-elsewhere net/rule-is-reached
    cache/global-members-agree edge/cloudflare-monitor-asks-listener edge/cloudflare-pool-is-used
    edge/health-check-hits-its-region edge/health-check-is-answered k8s/named-ports-exist k8s/node-port-answers
    k8s/policy-admits-needs k8s/policy-admits-service net/door-fits-port res/cells-share-nothing res/request-stays-in-region
    sec/opening-fits-listener sec/origin-only-from-edge small/no-address-by-instance`,
  steps: `
    db/global-incompatible-features k8s/nodes-follow-version res/no-remote-control-plane same/one-writer sec/listener-encrypts`,
  code: "compute/desired-not-pinned k8s/autoscaler-owns-count same/provider-in-its-region sec/password-accepted",
};

export const LEFT_TO_THE_OWNER: ReadonlyMap<string, Why> = new Map(
  (Object.entries(LEFT) as [Why, string][]).flatMap(([why, rules]) =>
    rules
      .trim()
      .split(/\s+/)
      .map((rule) => [rule, why] as const),
  ),
);
