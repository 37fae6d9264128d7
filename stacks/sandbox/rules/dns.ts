import type { CloudRecord } from "../cloud/record";
import { isRecord, type Properties, text } from "../value";
import { alive, type Operation, others, type Rule, type Rules } from "./rule";

const POLICIES = [
  "weightedRoutingPolicies",
  "latencyRoutingPolicies",
  "failoverRoutingPolicies",
  "geolocationRoutingPolicies",
  "geoproximityRoutingPolicy",
  "cidrRoutingPolicy",
  "multivalueAnswerRoutingPolicy",
] as const;

const policyOf = (properties: Properties): string =>
  POLICIES.find((name) => {
    const value = properties[name];
    return Array.isArray(value) ? value.length > 0 : isRecord(value) || value === true;
  }) ?? "simple";

const lower = (name: string): string => name.toLowerCase().replace(/\.$/, "");

const sameName = (operation: Operation): readonly CloudRecord[] =>
  others(operation, "aws:route53/record:Record").filter(
    (record) =>
      text(record.properties, "zoneId") === text(operation.properties, "zoneId") &&
      lower(text(record.properties, "name")) === lower(text(operation.properties, "name")),
  );

/** Route 53 ChangeResourceRecordSets: all records of one name and type share a routing policy. */
const onePolicy: Rule = (operation) => {
  const mine = policyOf(operation.properties);
  const other = sameName(operation).find(
    (record) =>
      text(record.properties, "type") === text(operation.properties, "type") && policyOf(record.properties) !== mine,
  );
  return (
    other &&
    `InvalidChangeBatch: ${text(operation.properties, "name")} has a record with ${policyOf(other.properties)} already; a name has one routing policy, not ${mine} too`
  );
};

/** RFC 1034, 3.6.2: where a CNAME is, nothing else is. */
const cnameAlone: Rule = (operation) => {
  const type = text(operation.properties, "type");
  const other = sameName(operation).find(
    (record) => (type === "CNAME") !== (text(record.properties, "type") === "CNAME"),
  );
  return (
    other &&
    `InvalidChangeBatch: ${text(operation.properties, "name")} has a ${text(other.properties, "type")} record already, which a ${type} record cannot stand beside`
  );
};

const setNeedsName: Rule = ({ properties }) =>
  policyOf(properties) !== "simple" && text(properties, "setIdentifier") === ""
    ? "InvalidInput: records with a routing policy need a setIdentifier"
    : undefined;

const hasTarget: Rule = ({ properties }) => {
  const alias = Array.isArray(properties.aliases) && properties.aliases.length > 0;
  const values = Array.isArray(properties.records) && properties.records.length > 0;
  if (alias && values) return "InvalidChangeBatch: a record has values or an alias target, not both";
  return alias || values ? undefined : "InvalidChangeBatch: a record needs values or an alias target";
};

/** Records whose name and value ACM wants to see before it issues a certificate. */
export function missingValidation(certificate: CloudRecord, operation: Operation): string | undefined {
  const options: readonly unknown[] = Array.isArray(certificate.properties.domainValidationOptions)
    ? certificate.properties.domainValidationOptions
    : [];
  const records = [
    ...alive(operation.cloud.ofType("aws:route53/record:Record")),
    ...alive(operation.cloud.ofType("cloudflare:index/dnsRecord:DnsRecord")),
  ].map((record) => lower(text(record.properties, "name")));
  const wanted = options.filter(isRecord).map((option) => text(option, "resourceRecordName"));
  return wanted.find((name) => !records.includes(lower(name)));
}

/** ACM stays at PENDING_VALIDATION; the provider would wait 75 minutes before it says so. */
const recordIsThere: Rule = (operation) => {
  const certificate = alive(operation.cloud.ofType("aws:acm/certificate:Certificate")).find(
    ({ id }) => id === text(operation.properties, "certificateArn"),
  );
  const missing = certificate && missingValidation(certificate, operation);
  return missing && `the certificate stays at PENDING_VALIDATION: there is no record ${missing}`;
};

export const dnsRules: Rules = {
  write: {
    "aws:route53/record:Record": [setNeedsName, hasTarget, onePolicy, cnameAlone],
    "aws:acm/certificateValidation:CertificateValidation": [recordIsThere],
  },
};
