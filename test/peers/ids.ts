import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Equal } from "../../policies/rule";
import { filesIn } from "./fixtures";

const PACKS: Readonly<Record<string, string>> = { AwsSolutions: "aws-solutions.ts", Serverless: "serverless.ts" };

/** Ids under `elsewhere` that the project's own sources do not have. */
export function absentIds(root: string, equals: readonly Equal[]): readonly string[] {
  const checkov = textOf(root, "checkov/checkov", /\.(py|ya?ml)$/);
  const cfnLint = textOf(root, "cfn-lint/src/cfnlint/rules", /\.py$/);
  const nagRules = textOf(root, "cdk-nag/src/rules", /^index\.ts$/);
  const has = ({ tool, id }: Equal): boolean => {
    if (tool === "checkov") return new RegExp(`["']?id["']?\\s*[:=]\\s*["']?${id}["']?\\s*$`, "m").test(checkov);
    if (tool === "cfn-lint") return cfnLint.includes(`id = "${id}"`);
    const [pack, name] = id.split("-") as [string, string | undefined];
    if (name === undefined) return nagRules.includes(`default as ${id} `);
    const text = readFileSync(join(root, "cdk-nag/src/packs", PACKS[pack] ?? ""), "utf8");
    return text.includes(`ruleSuffixOverride: '${name}'`) || text.includes(`rule: ${name},`);
  };
  return equals.filter((equal) => !has(equal)).map(({ tool, id }) => `${tool} ${id}`);
}

const textOf = (root: string, folder: string, ends: RegExp): string =>
  filesIn(root, folder, ends)
    .map(({ text }) => text)
    .join("\n");
