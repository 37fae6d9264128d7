import { spawnSync } from "node:child_process";
import { parseTemplate } from "../../blueprints/graph/readers/cloudformation/template";
import { isRecord } from "../../blueprints/graph/readers/reading";
import type { Peers } from "./install";
import { type Fixture, type Said, worstOf } from "./peer";

/** Types that each rule looks at: cfn-lint says only what is wrong, so what it is silent about is right. */
export const LINT_RULES: Readonly<Record<string, readonly string[]>> = {
  E3026: ["AWS::ElastiCache::ReplicationGroup"],
  E3502: ["AWS::SQS::Queue"],
  E3505: ["AWS::SQS::Queue"],
  E3680: ["AWS::ElasticLoadBalancingV2::LoadBalancer"],
  I3013: ["AWS::RDS::DBInstance", "AWS::RDS::DBCluster"],
};

interface Match {
  readonly Filename: string;
  readonly Level: string;
  readonly Location: { readonly Path: readonly (string | number)[] | null };
  readonly Rule: { readonly Id: string };
}

/** Runs cfn-lint on templates. Those that it cannot read itself (E0000 to E0003) count for nothing. */
export function lintSays({ cfnLint }: Peers, root: string, fixtures: readonly Fixture[]): readonly Said[] {
  const paths = fixtures.map(({ path }) => path);
  const { stdout } = spawnSync(cfnLint, ["--format", "json", "--include-checks", "I", "--", ...paths], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  const matches = JSON.parse(stdout) as readonly Match[];
  const unread = new Set(matches.filter(({ Rule }) => /^E000/.test(Rule.Id)).map(({ Filename }) => Filename));
  const wrong = new Set(matches.map(({ Filename, Location, Rule }) => `${Rule.Id} ${Filename} ${Location.Path?.[1]}`));
  const said = fixtures
    .filter(({ path }) => !unread.has(path))
    .flatMap(({ path, text }) =>
      resourcesIn(text).flatMap(([resource, type]) =>
        Object.entries(LINT_RULES)
          .filter(([, types]) => types.includes(type))
          .map(([id]): Said => {
            const verdict = wrong.has(`${id} ${path} ${resource}`) ? "fail" : "pass";
            return { id, fixture: path, resource, verdict };
          }),
      ),
    );
  return worstOf(said);
}

function resourcesIn(text: string): readonly (readonly [name: string, type: string])[] {
  const parsed = parseTemplate(text);
  if ("wrong" in parsed || !isRecord(parsed.template) || !isRecord(parsed.template.Resources)) return [];
  return Object.entries(parsed.template.Resources).flatMap(([name, resource]) =>
    isRecord(resource) && typeof resource.Type === "string" ? [[name, resource.Type] as const] : [],
  );
}
