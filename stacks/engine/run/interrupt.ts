import type { EngineEvent } from "@pulumi/pulumi/automation";

/**
 * Cancels an engine exactly once. A Ctrl-C on a terminal goes to the whole process group, engine included; sending it
 * another would make it terminate at once and leave resources in doubt. So after an abort we listen a moment for the
 * engine's own word that it is cancelling, and interrupt it only where that doesn't come (a signal sent to us alone).
 */
export class Interrupt {
  private readonly own = new AbortController();
  private heard = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly outer: AbortSignal,
    private readonly graceMs = 400,
  ) {
    if (outer.aborted) this.onAbort();
    else outer.addEventListener("abort", this.onAbort, { once: true });
  }

  /** For the Automation API's `signal`. */
  get signal(): AbortSignal {
    return this.own.signal;
  }

  listen(event: EngineEvent): void {
    if (/received; cancelling/.test(event.stdoutEvent?.message ?? event.diagnosticEvent?.message ?? ""))
      this.heard = true;
  }

  close(): void {
    this.outer.removeEventListener("abort", this.onAbort);
    clearTimeout(this.timer);
  }

  private readonly onAbort = (): void => {
    this.timer = setTimeout(() => {
      if (!this.heard) this.own.abort();
    }, this.graceMs);
  };
}
