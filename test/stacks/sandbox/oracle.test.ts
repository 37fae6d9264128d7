import { checkInputs as sandboxCheck } from "../../../stacks/sandbox/behaviour/check";
import { conditionalReplacement } from "../../../stacks/sandbox/behaviour/conditional";
import { factsOf, simulatedTypes } from "../../../stacks/sandbox/facts/facts";
import { checkInputs, describeWithOracle, oracleFacts, replacesOn, terraformPath } from "../../support/oracle";
import { goodMembers } from "./sample";

const awsTypes = simulatedTypes().filter((type) => type.startsWith("aws:"));
const plainPath = (path: string) => path.replaceAll("[]", "");

/** Where the provider's verdict depends on other values; the source stands with each in behaviour/conditional.ts. */
const CONDITIONAL = [
  "storageType of aws:rds/cluster:Cluster",
  "engine of aws:elasticache/replicationGroup:ReplicationGroup",
];

/** Required by the oracle's provider and optional in the newer one that the SDK declares (rotation by others than Lambda). */
const OPTIONAL_SINCE = ["aws:secretsmanager/secretRotation:SecretRotation: rotation_rules is required"];

describeWithOracle("the sandbox beside the oracle", () => {
  it.each(awsTypes)("replaces %s as the provider does", (type) => {
    const facts = factsOf(type);
    for (const path of Object.keys(facts?.properties ?? {})) {
      const witness = replacesOn(type, plainPath(path));
      if (witness === undefined || CONDITIONAL.includes(`${path} of ${type}`)) continue;
      const ours = conditionalReplacement(type, path, {}, {}) ?? facts?.properties[path]?.replaces ?? false;
      expect([path, ours]).toEqual([path, witness]);
    }
  });

  it.each(awsTypes)("finds in %s every input that the provider has", (type) => {
    const facts = factsOf(type);
    const ours = new Set(Object.keys(facts?.properties ?? {}).map((path) => terraformPath(type, plainPath(path))));
    const theirs = Object.entries(oracleFacts(type) ?? {})
      .filter(
        ([path, fact]) =>
          !path.includes(".") && (fact.required || fact.optional) && !["id", "tags_all", "timeouts"].includes(path),
      )
      .map(([path]) => path);
    const missing = theirs.filter((path) => !ours.has(path));
    // Pulumi leaves out some of Terraform's own conveniences (prefixes it names itself, deprecated spellings).
    expect(missing.filter((path) => oracleFacts(type)?.[path]?.required === true)).toEqual([]);
  });

  it.each(awsTypes)("agrees on the least that %s takes", (type) => {
    const facts = factsOf(type);
    if (!facts) throw new Error(`no facts of ${type}`);
    const good = goodMembers(facts, "");
    const named = Object.entries(facts.properties)
      .filter(([, fact]) => fact.named)
      .map(([name]) => [name, "text"] as const);
    expect(sandboxCheck(type, good)).toEqual([]);
    const problems = checkInputs(type, { ...Object.fromEntries(named), ...good });
    expect(problems.filter((problem) => !OPTIONAL_SINCE.includes(problem))).toEqual([]);
  });
});
