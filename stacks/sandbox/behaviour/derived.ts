import type { Cloud } from "../cloud/record";
import { isRecord, type Properties, text } from "../value";
import { isNamespaced } from "./kubernetes";
import { generate } from "./template";

/**
 * Hosted zone of application load balancers by region, for alias records.
 * Source: AWS General Reference, "Elastic Load Balancing endpoints and quotas", read 2026-11.
 */
const LOAD_BALANCER_ZONES: Readonly<Record<string, string>> = {
  "us-east-1": "Z35SXDOTRQ7X7K",
  "us-east-2": "Z3AADJGX6KTTL2",
  "us-west-1": "Z368ELLRRE2KJ0",
  "us-west-2": "Z1H1FL5HABSF5",
  "ca-central-1": "ZQSVJUPU6J1EY",
  "eu-central-1": "Z215JYRZR1TBD5",
  "eu-west-1": "Z32O12XQLNTSW2",
  "eu-west-2": "ZHURV8PSTC4K8",
  "eu-west-3": "Z3Q77PNBQS71R4",
  "eu-north-1": "Z23TAZ6LKFMNIO",
  "ap-northeast-1": "Z14GRHDCWA56QT",
  "ap-southeast-1": "Z1LMS91P8CMLE5",
  "ap-southeast-2": "Z1GM3OXH4ZPM65",
  "ap-south-1": "ZP97RAFLXTNZK",
  "sa-east-1": "Z2P70J7HTTTPLU",
};

/** Ports on which engines listen when nobody says; Amazon RDS User Guide. */
const PORTS: Readonly<Record<string, number>> = {
  "aurora-postgresql": 5432,
  postgres: 5432,
  "aurora-mysql": 3306,
  mysql: 3306,
  mariadb: 3306,
};

/** Values that a template may name and that follow from several things at once; their names begin with `$`. */
export function derivedValues(
  type: string,
  properties: Properties,
  region: string,
  seed: string,
  cloud: Cloud,
): Properties {
  const engine = text(properties, "engine");
  const port = PORTS[engine];
  return {
    $albZone: LOAD_BALANCER_ZONES[region] ?? `Z${generate("letters", 13, `alb/${region}`)}`,
    ...(port !== undefined && { $databasePort: port }),
    $generatedName: `tf-${generate("digits", 26, `${seed}/name`)}`,
    $setSuffix: text(properties, "setIdentifier") && `_${text(properties, "setIdentifier")}`,
    $wafScope: text(properties, "scope") === "CLOUDFRONT" ? "global" : "regional",
    ...(type === "aws:acm/certificate:Certificate" && { $domainValidationOptions: validationOptions(properties) }),
    ...(type.startsWith("kubernetes:") && { $objectId: objectId(type, properties) }),
    ...(type === "aws:rds/globalCluster:GlobalCluster" && { $source: sourceOf(properties, cloud) }),
  };
}

/** A global cluster made from its first writer takes over what that is. */
function sourceOf(properties: Properties, cloud: Cloud): Properties {
  const wanted = text(properties, "sourceDbClusterIdentifier");
  const source = cloud.ofType("aws:rds/cluster:Cluster").find((record) => record.properties.arn === wanted);
  return isRecord(source?.properties) ? source.properties : {};
}

/** ACM asks for the same record in every region, for one name and account; a wildcard shares its parent's. */
function validationOptions(properties: Properties): readonly Properties[] {
  const more: readonly unknown[] = Array.isArray(properties.subjectAlternativeNames)
    ? properties.subjectAlternativeNames
    : [];
  const names = [
    ...new Set([text(properties, "domainName"), ...more.filter((name): name is string => typeof name === "string")]),
  ];
  return names.map((domainName) => {
    const base = domainName.replace(/^\*\./, "");
    return {
      domainName,
      resourceRecordName: `_${generate("hex", 32, `acm name ${base}`)}.${base}.`,
      resourceRecordType: "CNAME",
      resourceRecordValue: `_${generate("hex", 32, `acm value ${base}`)}.acm-validations.aws.`,
    };
  });
}

/** As pulumi-kubernetes names objects: `namespace/name`, or the name alone where there are no namespaces. */
function objectId(type: string, properties: Properties): string {
  const name = text(properties, "metadata.name");
  return isNamespaced(type) ? `${text(properties, "metadata.namespace") || "default"}/${name}` : name;
}
