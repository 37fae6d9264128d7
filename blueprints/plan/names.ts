import { createHash } from "node:crypto";
import facts from "../facts/naming.json";
import type { StoreEndpoints } from "./parts";

export type NamedType = keyof typeof facts.types;

interface Rule {
  readonly maxLength: number;
  readonly characters: string;
  readonly scope: string;
  readonly letterFirst?: boolean;
  readonly singleHyphens?: boolean;
}

const HASH_LENGTH = 8;

/** Eight hexadecimal digits that tell names apart which were cut to the same beginning. */
export const shortHash = (text: string): string =>
  createHash("sha256").update(text).digest("hex").slice(0, HASH_LENGTH);

/**
 * The name as AWS takes it for that type. A name that has to be changed or cut gets the hash of what was asked for, so
 * that two different names never become one.
 */
export function fitted(type: NamedType, wanted: string): string {
  const rule: Rule = facts.types[type];
  let name = rule.characters.includes("A-Z") ? wanted : wanted.toLowerCase();
  name = name.replace(new RegExp(`[^${rule.characters}]`, "g"), "-");
  if (rule.singleHyphens) name = name.replace(/-{2,}/g, "-").replace(/^-|-$/g, "");
  if (rule.letterFirst && !/^[a-z]/i.test(name)) name = `s-${name}`;
  if (name === wanted && name.length <= rule.maxLength) return name;
  const head = name.slice(0, rule.maxLength - HASH_LENGTH - 1).replace(/[-/]+$/, "");
  return head === "" ? `s-${shortHash(wanted)}` : `${head}-${shortHash(wanted)}`;
}

/** The names that other stacks, regions or accounts refer to; all else is auto-named (DECISIONS 12). */
export interface Names {
  stack(key: string): string;
  keyAlias(): string;
  auroraCluster(store: string, region: string): string;
  globalCluster(store: string): string;
  rdsInstance(store: string): string;
  replicationGroup(cache: string): string;
  globalCacheSuffix(cache: string): string;
  bucket(purpose: string, region: string, account: string): string;
  kubernetesCluster(): string;
  secret(store: string): string;
  /** Where a store publishes its endpoints, in its own region's Parameter Store. */
  endpoints(store: string): StoreEndpoints;
  /** Path under which a service keeps its own settings. */
  parameterPrefix(service: string): string;
}

export function namesOf(project: string, environment: string): Names {
  const base = `${project}-${environment}`;
  // Parameter Store refuses paths that begin with aws or ssm.
  const root = /^(aws|ssm)/i.test(project) ? `/scalekit/${project}/${environment}` : `/${project}/${environment}`;
  const parameter = (path: string) => fitted("ssm-parameter", `${root}/${path}`);
  return {
    stack: (key) => `${environment}-${key}`,
    keyAlias: () => fitted("kms-alias", `alias/${base}`),
    auroraCluster: (store, region) => fitted("rds-cluster", `${base}-${store}-${region}`),
    globalCluster: (store) => fitted("rds-global-cluster", `${base}-${store}`),
    rdsInstance: (store) => fitted("rds-instance", `${base}-${store}`),
    replicationGroup: (cache) => fitted("elasticache-replication-group", `${base}-${cache}`),
    globalCacheSuffix: (cache) => fitted("elasticache-global-suffix", `${base}-${cache}`),
    bucket: (purpose, region, account) => fitted("s3-bucket", `${base}-${purpose}-${region}-${account}`),
    kubernetesCluster: () => fitted("eks-cluster", base),
    // The last word has more than six letters: a name that ends like a random suffix confuses lookups by partial ARN.
    secret: (store) => fitted("secret", `${project}/${environment}/${store}/credentials`),
    endpoints: (store) => ({
      writer: parameter(`${store}/writer`),
      reader: parameter(`${store}/reader`),
      port: parameter(`${store}/port`),
    }),
    parameterPrefix: (service) => parameter(service),
  };
}

export const clusterArn = (region: string, account: string, identifier: string): string =>
  `arn:aws:rds:${region}:${account}:cluster:${identifier}`;
