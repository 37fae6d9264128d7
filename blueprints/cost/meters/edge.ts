import { fixed, mapRange, times } from "../amount";
import { assumed, listAt, type Meter, type Meters, numberAt, setting, textAt } from "../meter";
import { gigabytes, monthly } from "../traffic";

const CDN = "Amazon CloudFront";
const DNS = "Amazon Route 53";
const WAF = "AWS WAF";
const CLOUDFLARE = "Cloudflare";

/** One price for all viewers: the United States' and Europe's, as the manifest does not say where they are. */
const distribution: Meter = (_, { traffic: { rps }, usage }) => [
  {
    service: CDN,
    what: "requests",
    price: "cloudfront.requests",
    quantity: times(monthly(rps), 1e-4),
    basis: { kind: "traffic", text: "the declared traffic, asked for by viewers over HTTPS in the US and Europe" },
  },
  {
    service: CDN,
    what: "to viewers",
    price: "cloudfront.transfer",
    quantity: gigabytes(rps, usage.responseKB),
    basis: { kind: "traffic", text: `${usage.responseKB.expected} KB a request: ${usage.responseKB.reason}` },
  },
];

const edgeFunction: Meter = (_, { traffic: { rps } }) => [
  {
    service: CDN,
    what: "function calls",
    price: "cloudfront.functions",
    quantity: times(monthly(rps), 1e-6),
    basis: { kind: "traffic", text: "one call a request" },
  },
];

const firewall: Meter = (resource, { traffic: { rps } }) => {
  const rules = listAt(resource, "rules").length;
  return [
    { service: WAF, what: "web ACL", price: "waf.acl", quantity: fixed(1), basis: setting(resource, "one web ACL") },
    {
      service: WAF,
      what: "rules",
      price: "waf.rule",
      quantity: fixed(rules),
      basis: setting(resource, `${rules} rules and groups`, "rules"),
    },
    {
      service: WAF,
      what: "requests",
      price: "waf.requests",
      quantity: times(monthly(rps), 1e-6),
      basis: { kind: "traffic", text: "every request of the declared traffic is inspected" },
    },
  ];
};

const zone: Meter = (resource, { usage }) => [
  {
    service: DNS,
    what: "hosted zone",
    price: "route53.zone",
    quantity: fixed(1),
    basis: setting(resource, "one zone"),
  },
  {
    service: DNS,
    what: "queries",
    price: "route53.queries.latency",
    quantity: usage.dnsQueriesMillions,
    basis: assumed(usage.dnsQueriesMillions),
  },
];

/** Endpoints are load balancers of AWS. HTTPS, a fast interval, string matching and latency are options that add up. */
const healthCheck: Meter = (resource) => {
  const type = textAt(resource, "type") ?? "";
  const options = [
    type.startsWith("HTTPS"),
    type.endsWith("STR_MATCH"),
    numberAt(resource, "requestInterval") === 10,
    resource.inputs.measureLatency === true,
  ].filter(Boolean).length;
  return [
    {
      service: DNS,
      what: "health checks",
      price: "route53.check.aws",
      quantity: fixed(1),
      basis: setting(resource, "one check of an AWS endpoint"),
    },
    ...(options > 0
      ? [
          {
            service: DNS,
            what: "health check options",
            price: "route53.check.option.aws",
            quantity: fixed(options),
            basis: setting(resource, `${options} options (HTTPS, fast interval, string, latency)`, "requestInterval"),
          },
        ]
      : []),
  ];
};

/** What the add-on holds at its base price; the first balancer of a graph brings it, since it is the account's. */
const INCLUDED = { endpoints: 2, millionQueries: 0.5 };

const cloudflareBalancer: Meter = (resource, { view, usage }) => {
  const pools = new Set(["defaultPools", "fallbackPool"].flatMap((input) => resource.references[input] ?? []));
  const origins = [...pools].map((id) => listAt(view.resource(id) ?? resource, "origins").length);
  if (pools.size === 0 || origins.includes(0))
    return [{ service: CLOUDFLARE, what: "load balancing", reason: "the endpoints of its pools are not known" }];
  const endpoints = origins.reduce((sum, count) => sum + count, 0);
  const isFirst = view.ofType(resource.type)[0]?.id === resource.id;
  const more = endpoints - (isFirst ? INCLUDED.endpoints : 0);
  const basis = setting(resource, `${endpoints} endpoints in ${pools.size} pools`, "defaultPools");
  const line = { service: CLOUDFLARE, basis };
  return [
    ...(isFirst ? [{ ...line, what: "load balancing", price: "cloudflare.balancing", quantity: fixed(1) }] : []),
    ...(more > 0
      ? [{ ...line, what: "endpoints", price: "cloudflare.balancing.endpoint", quantity: fixed(more) }]
      : []),
    {
      service: CLOUDFLARE,
      what: "queries",
      price: "cloudflare.balancing.queries",
      quantity: mapRange(usage.dnsQueriesMillions, (millions) =>
        Math.max(0, millions - (isFirst ? INCLUDED.millionQueries : 0)),
      ),
      basis: assumed(usage.dnsQueriesMillions),
    },
  ];
};

const cloudflareRules: Meter = (resource) =>
  textAt(resource, "phase") === "http_ratelimit"
    ? [
        {
          service: CLOUDFLARE,
          what: "plan of the zone",
          reason: "the manifest does not say which plan the zone is on (facts/prices/cloudflare.json has the plans)",
        },
      ]
    : [];

export const edgeMeters: Meters = {
  "aws:cloudfront/distribution:Distribution": distribution,
  "aws:cloudfront/function:Function": edgeFunction,
  "aws:wafv2/webAcl:WebAcl": firewall,
  "aws:route53/zone:Zone": zone,
  "aws:route53/healthCheck:HealthCheck": healthCheck,
  "cloudflare:index/loadBalancer:LoadBalancer": cloudflareBalancer,
  "cloudflare:index/ruleset:Ruleset": cloudflareRules,
};
