import { runUp } from "../../../../stacks/engine";
import { makeWorld } from "../world";
import { chain, chainPlan } from "./chain";

/** A process that brings the chain up in the world whose folder is given, and prints how it ended. */
async function main(folder: string): Promise<void> {
  const abort = new AbortController();
  process.on("SIGINT", () => abort.abort());
  const world = makeWorld(folder);
  const settings = await world.settings(chainPlan, chain, { signal: abort.signal });
  const result = await runUp({ ...settings, confirm: async () => true });
  settings.session.close();
  const stacks = result.stacks.map(({ stack, status, run }) => ({ stack, status, errors: run?.errors }));
  const notices = world.events.flatMap((event) => (event.kind === "notice" ? [event.message] : []));
  process.stdout.write(`${JSON.stringify({ status: result.status, stacks, notices })}\n`);
}

void main(process.argv[2] ?? "");
