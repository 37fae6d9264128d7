/**
 * The engine's own words in an error of the Automation API, which wraps them in "code: … stdout: … stderr: …" with
 * colours, progress and stack traces around them.
 */
export function engineMessage(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const killed = /Command was killed with (SIG[A-Z]+)/.exec(text)?.[1];
  if (killed !== undefined) return `the engine was killed (${killed}); the same command goes on where it stopped`;
  const stderr = / stderr: ([\s\S]*?)\n err\?: /.exec(text)?.[1] ?? text;
  const lines = stripColours(stderr)
    .split("\n")
    .map((line) => line.trim());
  const telling = lines.filter((line) => line.startsWith("error: ")).map((line) => line.slice("error: ".length));
  return telling.length > 0
    ? [...new Set(telling)].join("; ")
    : lines
        .filter((line) => line !== "")
        .slice(-3)
        .join(" ") || text;
}

/** Terminal colour codes (ESC [ … m) and the engine's own markers (<{%fg 1%}>). */
export function stripColours(text: string): string {
  const esc = String.fromCharCode(27);
  return text.replace(new RegExp(`${esc}\\[[0-9;]*m|<\\{%[^%]*%\\}>`, "g"), "");
}
