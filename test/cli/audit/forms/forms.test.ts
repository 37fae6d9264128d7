import { join } from "node:path";
import { type Read, readAny } from "../../../../blueprints/graph/readers/read";
import { evaluate } from "../../../../policies/evaluate";
import type { Verdict } from "../../../../policies/rule";
import { RULES } from "../../../../policies/rules";
import { World } from "../../../../policies/world/world";
import { worst } from "../../../../policies/world/worst";
import { expectGolden } from "../../../support/golden";
import { PULUMI, TEMPLATE, TERRAFORM } from "./answers";
import { pulumiExport } from "./pulumi";
import { terraformPlan, terraformState } from "./terraform";

const FORMS = {
  "pulumi export": pulumiExport(),
  "terraform state": terraformState(),
  "terraform plan": terraformPlan(),
  "cloudformation template": TEMPLATE,
} as const;
type Form = keyof typeof FORMS;
const NAMES = Object.keys(FORMS) as Form[];

function read(form: Form): Read {
  const outcome = readAny(FORMS[form], { file: form, region: "eu-west-1" });
  if (!outcome.ok) throw new Error(outcome.problems.map(({ message }) => message).join("\n"));
  return outcome.value;
}

/** One name in all forms: `aws_subnet.public_a`, `public-a`, `PublicA`; a template's part of a bucket is a resource elsewhere. */
const plain = (name: string): string =>
  name
    .replace(/^aws_\w+\./, "")
    .replace(/[^a-z0-9]/gi, "")
    .toLowerCase();

interface Said {
  readonly verdict: Verdict["verdict"];
  readonly missing: readonly string[];
}

/** The worst of what each rule says of each resource. */
function said(form: Form, tier: "growth" | "global"): ReadonlyMap<string, Said> {
  const verdicts = new Map<string, Verdict[]>();
  for (const { rule, subject, verdict } of evaluate(new World(read(form), tier), RULES)) {
    const key = `${rule.id} ${plain(subject.name)}`;
    verdicts.set(key, [...(verdicts.get(key) ?? []), verdict]);
  }
  return new Map(
    [...verdicts].map(([key, all]) => {
      const missing = all.flatMap((verdict) => (verdict.verdict === "unknown" ? [verdict.missing] : []));
      return [key, { verdict: worst(all.map(({ verdict }) => verdict)) ?? "pass", missing: [...new Set(missing)] }];
    }),
  );
}

/** What a form has no way to write, so that the rule does not apply to it. */
const NOT_WRITABLE: Readonly<Record<string, string | undefined>> = {
  // No type of CloudFormation takes a network's default security group over.
  "sec/default-group-shut vpc": "cloudformation template",
};

describe("one system in the forms of three tools", () => {
  it("has the same resources in each", () => {
    const own = (form: Form) => new Set(read(form).resources.map(({ name }) => plain(name)));
    expect([...own("terraform state")].sort()).toEqual(Object.keys(TERRAFORM).map(plain).sort());
    expect([...own("terraform plan")].sort()).toEqual([...own("terraform state")].sort());
    expect([...own("pulumi export")].sort()).toEqual(Object.keys(PULUMI).map(plain).sort());
    expect([...own("pulumi export")].sort()).toEqual([...own("terraform state")].sort());
    // A template attaches its gateway with a resource of its own, and a role has its policies in itself.
    const template = [...own("cloudformation template")].filter((name) => name !== "gatewayattachment");
    expect(template.sort()).toEqual([...own("terraform state")].filter((name) => name !== "resizerights").sort());
  });

  it.each(NAMES)("%s: every type is mapped", (form) => {
    expect(read(form).unmapped).toEqual({});
  });

  it.each(["growth", "global"] as const)(
    "gives the same rule, resource and verdict at tier %s, but for unknowns",
    (tier) => {
      const forms = NAMES.map((form) => [form, said(form, tier)] as const);
      const keys = [...new Set(forms.flatMap(([, verdicts]) => [...verdicts.keys()]))].sort();
      const different = keys.filter((key) => {
        const seen = forms
          .filter(([form]) => form !== NOT_WRITABLE[key])
          .map(([, verdicts]) => verdicts.get(key)?.verdict ?? "does not apply");
        return new Set(seen.filter((verdict) => verdict !== "unknown")).size > 1;
      });
      const shown = different.map((key) =>
        [key, ...forms.map(([, verdicts]) => verdicts.get(key)?.verdict)].join(" | "),
      );
      expect(shown).toEqual([]);
    },
  );

  it("lists what one form does not know and another does, with the input that is missing", () => {
    const forms = NAMES.map((form) => [form, said(form, "global")] as const);
    const lines: string[] = [];
    for (const key of [...new Set(forms.flatMap(([, verdicts]) => [...verdicts.keys()]))].sort()) {
      const known = forms.find(([, verdicts]) => verdicts.get(key)?.verdict !== "unknown");
      for (const [form, verdicts] of forms) {
        const verdict = verdicts.get(key);
        if (!known || verdict?.verdict !== "unknown") continue;
        lines.push(`${key}: ${known[1].get(key)?.verdict ?? "does not apply"} in the ${known[0]}`);
        lines.push(`  unknown in the ${form}: ${verdict.missing.join(", ")}`);
      }
    }
    expectGolden(join(__dirname, "unknowns.txt"), `${lines.join("\n")}\n`);
  });

  it("finds the mistakes that are in it", () => {
    const verdicts = said("cloudformation template", "growth");
    const failing = [...verdicts].filter(([, { verdict }]) => verdict === "fail").map(([key]) => key);
    expectGolden(join(__dirname, "mistakes.txt"), `${failing.sort().join("\n")}\n`);
  });
});
