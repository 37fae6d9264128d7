import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** What the real provider says of one property. */
export interface Fact {
  readonly required?: boolean;
  readonly block?: string;
  readonly replaces?: boolean;
  readonly allowed?: { readonly oneOf?: readonly string[]; readonly range?: readonly [number, number] };
}

const file = join(__dirname, "..", "..", "..", "..", "shared", "oracle", "aws-provider.json.gz");

/** False where the provider's facts are not beside the checkout: the tests that need them say so and skip. */
export const hasOracle = existsSync(file);
export const NO_ORACLE = "skipped: the provider's facts are not at ../shared/oracle";

let facts: Readonly<Record<string, Readonly<Record<string, Fact>>>> | undefined;
const load = () => {
  facts ??= JSON.parse(gunzipSync(readFileSync(file)).toString("utf8")).types;
  return facts as NonNullable<typeof facts>;
};

/** Pulumi's module and class as Terraform's type, where snake case alone doesn't do. */
const RENAMED: Readonly<Record<string, string>> = {
  "rds/instance": "aws_db_instance",
  "rds/parameterGroup": "aws_db_parameter_group",
  "rds/subnetGroup": "aws_db_subnet_group",
  "rds/proxy": "aws_db_proxy",
  "rds/proxyDefaultTargetGroup": "aws_db_proxy_default_target_group",
  "rds/proxyTarget": "aws_db_proxy_target",
  "rds/proxyEndpoint": "aws_db_proxy_endpoint",
  "ec2/securityGroup": "aws_security_group",
  "cloudwatch/logGroup": "aws_cloudwatch_log_group",
};

export function factsOf(type: string): Readonly<Record<string, Fact>> {
  const [, path = ""] = type.split(":");
  const found =
    load()[RENAMED[path] ?? `aws_${path.replace("/", "_").replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)}`];
  if (!found) throw new Error(`the oracle has no ${type}`);
  return found;
}

/** Terraform's name of a top-level input; blocks are in the singular there. */
function propertyOf(type: string, input: string): string | undefined {
  const snake = input.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);
  const properties = factsOf(type);
  return [snake, snake.replace(/s$/, "")].find((name) => name in properties);
}

export function factOf(type: string, input: string): Fact | undefined {
  const property = propertyOf(type, input);
  return property === undefined ? undefined : factsOf(type)[property];
}

/** True where the provider said so; of a block, where it said of nothing inside that it replaces. */
export function staysInPlace(type: string, input: string): boolean {
  const property = propertyOf(type, input);
  if (property === undefined) return false;
  if (!factsOf(type)[property]?.block) return factsOf(type)[property]?.replaces === false;
  return !Object.entries(factsOf(type)).some(([name, fact]) => name.startsWith(`${property}.`) && fact.replaces);
}
