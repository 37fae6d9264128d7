import { at, text } from "../value";
import { missingValidation } from "./dns";
import { alive, others, type Rule, type Rules } from "./rule";

const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";

const strings = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];

/** CloudFront CreateDistribution: CNAMEAlreadyExists. */
const aliasOnce: Rule = (operation) => {
  const mine = strings(operation.properties.aliases);
  const taken = others(operation, DISTRIBUTION).flatMap(({ id, properties }) =>
    strings(properties.aliases).map((alias) => ({ id, alias })),
  );
  const twin = taken.find(({ alias }) => mine.includes(alias));
  return twin && `CNAMEAlreadyExists: alias ${twin.alias} belongs to distribution ${twin.id} already`;
};

/** CloudFront Developer Guide: the certificate is in us-east-1, whatever the region of everything else (DECISIONS 13). */
const certificateAtHome: Rule = ({ properties }) => {
  const arn = at(properties, "viewerCertificate.acmCertificateArn");
  return typeof arn === "string" && arn.startsWith("arn:") && !arn.startsWith("arn:aws:acm:us-east-1:")
    ? `InvalidViewerCertificate: the certificate ${arn} is not in us-east-1`
    : undefined;
};

const aliasNeedsCertificate: Rule = ({ properties }) =>
  strings(properties.aliases).length > 0 && at(properties, "viewerCertificate.cloudfrontDefaultCertificate") === true
    ? "InvalidViewerCertificate: aliases need a certificate of their own"
    : undefined;

const webAclAtHome: Rule = ({ properties }) => {
  const arn = text(properties, "webAclId");
  return arn.startsWith("arn:") && !(arn.includes(":us-east-1:") && arn.includes(":global/"))
    ? `InvalidWebACLId: ${arn} is not a web ACL of scope CLOUDFRONT`
    : undefined;
};

/** WAFV2 API: scope CLOUDFRONT is served in us-east-1 only. */
const scopeAtHome: Rule = ({ properties, region }) =>
  text(properties, "scope") === "CLOUDFRONT" && region !== "us-east-1"
    ? `WAFInvalidParameterException: scope CLOUDFRONT exists in us-east-1 only, not in ${region}`
    : undefined;

const originsExist: Rule = ({ properties }) => {
  const origins = Array.isArray(properties.origins)
    ? properties.origins.map((origin: unknown) => at(origin, "originId"))
    : [];
  const groups = Array.isArray(properties.originGroups)
    ? properties.originGroups.map((group: unknown) => at(group, "originId"))
    : [];
  const ordered = Array.isArray(properties.orderedCacheBehaviors) ? properties.orderedCacheBehaviors : [];
  const wanted = [properties.defaultCacheBehavior, ...ordered].map((behaviour: unknown) =>
    at(behaviour, "targetOriginId"),
  );
  const missing = wanted.find((id) => typeof id === "string" && ![...origins, ...groups].includes(id));
  return missing === undefined ? undefined : `NoSuchOrigin: there is no origin ${String(missing)}`;
};

/** Elastic Load Balancing CreateListener: UnsupportedCertificate, for one that is not issued. */
const issued: Rule = (operation) => {
  const arn =
    text(operation.properties, "certificateArn") || text(operation.properties, "viewerCertificate.acmCertificateArn");
  const certificate = alive(operation.cloud.ofType("aws:acm/certificate:Certificate")).find(({ id }) => id === arn);
  const missing = certificate && missingValidation(certificate, operation);
  return missing && `UnsupportedCertificate: certificate ${arn} is not issued, there is no record ${missing}`;
};

const httpsNeedsCertificate: Rule = ({ properties }) =>
  ["HTTPS", "TLS"].includes(text(properties, "protocol")) && text(properties, "certificateArn") === ""
    ? "CertificateNotFound: an HTTPS listener needs a certificate"
    : undefined;

export const edgeRules: Rules = {
  write: {
    [DISTRIBUTION]: [aliasOnce, certificateAtHome, aliasNeedsCertificate, webAclAtHome, originsExist, issued],
    "aws:wafv2/webAcl:WebAcl": [scopeAtHome],
    "aws:wafv2/ipSet:IpSet": [scopeAtHome],
    "aws:lb/listener:Listener": [httpsNeedsCertificate, issued],
    "aws:lb/listenerCertificate:ListenerCertificate": [issued],
  },
};
