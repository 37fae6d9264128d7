import type { GraphResource } from "../../../blueprints/graph/graph";
import { stringsOf } from "../../../blueprints/graph/values";
import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";
import { UnseenValue } from "../../world/unseen";

const arn = (region: string) => `arn:aws:secretsmanager:${region}:111122223333:secret:orders-a1b2c3`;
const compliant: Sample = {
  resources: [
    {
      type: TYPES.lambda,
      name: "orders",
      region: "us-east-1",
      inputs: { environment: { variables: { SECRET: arn("us-east-1") } } },
    },
  ],
};

/** What reads secrets while it serves, and under which input it names them. */
const READERS: Readonly<Record<string, string>> = {
  [TYPES.lambda]: "environment",
  [TYPES.ecsTaskDefinition]: "containerDefinitions",
  [TYPES.dbProxy]: "auths",
  [TYPES.launchTemplate]: "userData",
};
const NAMED = /arn:aws[\w-]*:(?:secretsmanager|ssm):([a-z0-9-]+):\d*:(?:secret:|parameter\/)([\w/+=.@-]+)/g;

export const secretInRegion = rule({
  id: "sec/secret-in-region",
  title: "What serves in a region reads its secrets there",
  scope: "resource",
  severity: perTier("none", "none", "error", "error"),
  why: "With its secrets in another region a service cannot start while that region is down, which is when it has to start.",
  source:
    "AWS Secrets Manager User Guide, replicate secrets across Regions, https://docs.aws.amazon.com/secretsmanager/latest/userguide/replicate-secrets.html",
  fix: "replicate the secret to the region and name the replica",
  types: [TYPES.lambda, TYPES.ecsTaskDefinition, TYPES.dbProxy, TYPES.launchTemplate, TYPES.secret],
  elsewhere: [],
  example: {
    compliant,
    failing: changed(compliant, withInputs("orders", { environment: { variables: { SECRET: arn("eu-west-1") } } })),
  },
  subjects: (world) => world.all(...Object.keys(READERS)),
  judge(reader, world): readonly Verdict[] | undefined {
    const input = READERS[reader.type] ?? "";
    const byArn = namedIn(reader, input);
    const byReference = world.linked(reader, input, TYPES.secret).filter(({ name }) => !byArn.has(name));
    if (byArn.size === 0 && byReference.length === 0) return undefined;
    const home = reader.region;
    if (home === undefined) throw new UnseenValue(`the region of ${reader.name}`);
    const remote = [
      ...byArn,
      ...byReference
        .filter((secret) => !hasReplicaIn(secret, home))
        .map(({ name, region = home }) => [name, region] as const),
    ].filter(([, region]) => region !== home);
    if (remote.length === 0) return [pass()];
    return remote.map(([name, region]) =>
      fail(`reads ${name} in ${region}, and runs in ${home}`, { key: name, input }),
    );
  },
});

/** Names of the secrets and parameters that an input's texts hold, with the region of each. */
function namedIn(reader: GraphResource, input: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const text of stringsOf(reader.inputs[input]))
    for (const [, region = "", name = ""] of text.matchAll(NAMED)) if (region !== "") found.set(name, region);
  return found;
}

/** Whoever refers to a replicated secret may have been handed the replica's name: the reference is to the original. */
const hasReplicaIn = ({ inputs }: GraphResource, region: string): boolean =>
  Array.isArray(inputs.replicas) &&
  inputs.replicas.some((one: { readonly region?: unknown } | null) => one?.region === region);
