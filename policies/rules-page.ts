import { TIERS } from "../blueprints/tiers/tier";
import { shortType } from "./address";
import { equalText, sampleText } from "./explain";
import { PACK_LIST } from "./packs";
import { AREAS, type Area, areaOf, type Rule } from "./rule";

const AREA_TITLES: Readonly<Record<Area, string>> = {
  compute: "Compute",
  db: "Databases",
  cache: "Caches",
  nosql: "NoSQL",
  msg: "Messaging",
  edge: "Edge and DNS",
  net: "Network",
  k8s: "Kubernetes",
  fn: "Functions",
  store: "Storage",
  obs: "Observability",
  cost: "Cost",
  sec: "Security",
  res: "Resilience and static stability",
  same: "Consistency across regions",
  small: "Scalability in the small",
};

/** The page of all rules as Markdown: docs/policies/rules.md, which a test holds in step. */
export function rulesPage(rules: readonly Rule[]): string {
  const areas = AREAS.filter((area) => rules.some(({ id }) => areaOf(id) === area));
  return `${[
    "# Rules",
    "<!-- Written by `npm run docs` from policies/rules. Do not edit. -->",
    `${rules.length} rules. \`scalekit explain RULE\` prints the same in a terminal; \`scalekit check\` runs them. Severity stands for starter, growth, scale and global: **e**rror, **w**arning, **i**nformation, – does not apply. Scope: resource (one by itself), stack (relations inside one stack or region), environment (relations between stacks and regions). What was weighed and is no rule: [left-out.md](left-out.md).`,
    packTable(),
    ...areas.map((area) => areaTable(area, rules)),
    ...areas.flatMap((area) => rules.filter(({ id }) => areaOf(id) === area).map(ruleSection)),
  ].join("\n\n")}\n`;
}

function packTable(): string {
  const rows = PACK_LIST.map(
    ({ name, about, rules }) =>
      `| \`${name}\` | ${about} | ${rules === undefined ? "all" : rules.map((rule) => `\`${rule}\``).join(", ")} |`,
  );
  return `## Packs\n\n| pack | what it is for | rules |\n|---|---|---|\n${rows.join("\n")}`;
}

function areaTable(area: Area, rules: readonly Rule[]): string {
  const rows = rules
    .filter(({ id }) => areaOf(id) === area)
    .map((rule) => `| [\`${rule.id}\`](#${anchor(rule.id)}) | ${rule.title} | ${rule.scope} | ${severities(rule)} |`);
  return `## ${AREA_TITLES[area]}\n\n| rule | what must hold | scope | severity |\n|---|---|---|---|\n${rows.join("\n")}`;
}

const severities = ({ severity }: Rule): string =>
  TIERS.map((tier) => (severity[tier] === "none" ? "–" : severity[tier].charAt(0))).join(" / ");

/** As GitHub makes anchors of headings. */
const anchor = (id: string): string => id.replaceAll("/", "");

function ruleSection(rule: Rule): string {
  return [
    `### ${rule.id}`,
    `${rule.title}. ${rule.why}`,
    `**Do**: ${rule.fix}.`,
    `**Looks at**: ${rule.types.map(shortType).join(", ")}. **Severity**: ${severities(rule)}. **Elsewhere**: ${
      rule.elsewhere.length === 0 ? "no equal known" : rule.elsewhere.map(equalText).join("; ")
    }.`,
    `**Source**: ${rule.source}`,
    `<details><summary>Examples</summary>\n\nPasses:\n\n\`\`\`text\n${sampleText(rule.example.compliant)}\n\`\`\`\n\nFails:\n\n\`\`\`text\n${sampleText(rule.example.failing)}\n\`\`\`\n\n</details>`,
  ].join("\n\n");
}
