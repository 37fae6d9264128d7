/** A host name as it is compared: lower case, without the last dot and the prefix that balancers' aliases may carry. */
export const clean = (host: string): string =>
  host
    .toLowerCase()
    .replace(/\.$/, "")
    .replace(/^dualstack\./, "");

const REGION = /(?:^|[.-])((?:us|eu|ap|sa|ca|me|af|il|mx)(?:-gov)?-(?:[a-z]+-)?[a-z]+-\d)(?=[.-])/;

/** The region that an AWS host name says (`x.eu-west-1.elb.amazonaws.com`), if any. */
export const regionIn = (host: string): string | undefined =>
  /\.amazonaws\.com$|\.on\.aws$/.test(clean(host)) ? REGION.exec(clean(host))?.[1] : undefined;

/** Kinds of a record's routing by the input that asks for each. */
export const ROUTING = {
  failoverRoutingPolicies: "failover",
  latencyRoutingPolicies: "latency",
  weightedRoutingPolicies: "weighted",
  geolocationRoutingPolicies: "geolocation",
  geoproximityRoutingPolicy: "geoproximity",
  cidrRoutingPolicy: "cidr",
  multivalueAnswerRoutingPolicy: "multivalue",
} as const;
