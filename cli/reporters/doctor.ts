import type { CheckResult } from "../../stacks/account/check";

const MARKS = {
  ok: ["ok", "\u001b[32m"],
  warning: ["!", "\u001b[33m"],
  missing: ["x", "\u001b[31m"],
  unknown: ["?", "\u001b[33m"],
} as const;

/** One line a check, the fix below it where there is something to do, and a closing count. */
export function doctorText(results: readonly CheckResult[], { color }: { readonly color: boolean }): string {
  const lines = results.flatMap(({ status, title, detail, fix }) => {
    const [mark, paint] = MARKS[status];
    const shown = mark.padStart(3);
    const head = `${color ? `${paint}${shown}\u001b[0m` : shown}  ${title}: ${detail}`;
    return fix ? [head, `     -> ${fix}`] : [head];
  });
  const count = (status: CheckResult["status"]) => results.filter((result) => result.status === status).length;
  const rest = [`${count("missing")} missing`, `${count("warning")} to note`, `${count("unknown")} unknown`].join(", ");
  return `${lines.join("\n")}\n\n${count("ok")} of ${results.length} fine; ${rest}\n`;
}
