import type { Observe } from "../../../stacks/engine/run/event";
import type { Io } from "../../command";
import { eventLine } from "./lines";
import { Live } from "./live";
import type { Style } from "./style";

export interface Progress {
  readonly observe: Observe;
  close(): void;
}

/** Where progress goes: redrawn rows on a terminal, plain lines in a pipe, warnings only with --quiet. Always to stderr. */
export function progressOf(io: Io, style: Style, quiet: boolean): Progress {
  if (!quiet && io.stderr.isTTY === true) return new Live(io.stderr, style);
  return {
    observe: (event) => {
      if (quiet && event.kind !== "warning") return;
      const line = eventLine(event, style);
      if (line !== undefined) io.stderr.write(`${line}\n`);
    },
    close: () => undefined,
  };
}
