import { ScalekitError } from "../../blueprints/problems/problem";
import { findEngine } from "../../stacks/engine";
import { runTool } from "../../stacks/engine/binary/run-tool";
import type { Io } from "../command";

/**
 * The state of a live stack, as `pulumi stack export` writes it: in this folder, with its login and its backend. Secrets
 * stay encrypted.
 * @throws ScalekitError SK6014
 */
export async function exportStack(
  stack: string,
  { cwd, env, signal }: Pick<Io, "cwd" | "env" | "signal">,
): Promise<string> {
  const { engine } = await findEngine(env);
  if (!engine)
    throw new ScalekitError({
      code: "SK6014",
      message: "there is no Pulumi engine here to export the stack with",
      fix: "run `scalekit doctor`, or export it elsewhere with `pulumi stack export` and name the file",
    });
  const args = ["stack", "export", "--stack", stack, "--non-interactive", "--color", "never"];
  const { status, stdout, stderr } = await runTool(engine.path, args, { cwd, env, signal, timeoutMs: 300_000 });
  if (status === 0) return stdout;
  const said = stderr.trim().split("\n").at(-1) ?? "";
  throw new ScalekitError({
    code: "SK6014",
    message: `the engine does not export ${stack}: ${said.slice(0, 300) || `exit status ${status}`}`,
    fix: "try `pulumi stack export --stack NAME` yourself: log in first, or stand in the project's folder",
  });
}
