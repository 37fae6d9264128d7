import type { Observe, RunEvent } from "../../../stacks/engine/run/event";
import { doing, eventLine } from "./lines";
import { cut, type Style, shortName } from "./style";

interface Row {
  readonly what: string;
  readonly since: number;
  done: number;
  readonly running: Set<string>;
}

const FRAMES = ["|", "/", "-", "\\"];

/** Rows of the stacks at work, redrawn in place; what is finished scrolls up above them. */
export class Live {
  private readonly rows = new Map<string, Row>();
  private drawn = 0;
  private frame = 0;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly out: NodeJS.WritableStream & { columns?: number },
    private readonly style: Style,
    private readonly now: () => number = Date.now,
  ) {
    this.timer = setInterval(() => this.redraw(), 120);
    this.timer.unref();
  }

  readonly observe: Observe = (event) => {
    this.note(event);
    const line = event.kind === "resource" || event.kind === "stack-started" ? undefined : eventLine(event, this.style);
    if (line === undefined) return;
    this.erase();
    this.out.write(`${line}\n`);
    this.draw();
  };

  close(): void {
    clearInterval(this.timer);
    this.erase();
  }

  private note(event: RunEvent): void {
    if (event.kind === "stack-started")
      this.rows.set(event.stack, { what: doing(event.operation), since: this.now(), done: 0, running: new Set() });
    if (event.kind === "stack-finished") this.rows.delete(event.stack);
    // The stack itself is at work from first to last: the row says so already.
    if (event.kind !== "resource" || event.type === "pulumi:pulumi:Stack") return;
    const row = this.rows.get(event.stack);
    if (event.state === "started") row?.running.add(event.name);
    else if (row?.running.delete(event.name)) row.done++;
  }

  private redraw(): void {
    this.frame++;
    this.erase();
    this.draw();
  }

  private draw(): void {
    const lines = [...this.rows].map(([stack, row]) => this.rowLine(stack, row));
    if (lines.length > 0) this.out.write(`${lines.join("\n")}\n`);
    this.drawn = lines.length;
  }

  private rowLine(stack: string, { what, since, done, running }: Row): string {
    const spin = FRAMES[this.frame % FRAMES.length];
    const time = `${Math.round((this.now() - since) / 1000)} s`;
    const now = running.size > 0 ? `, now ${[...running].join(", ")}` : "";
    return cut(
      `${spin} ${shortName(stack, this.style)} ${what} ${time}: ${done} done${now}`,
      this.out.columns ?? this.style.width,
    );
  }

  /** Cursor up over the rows, then clear to the end of the screen. */
  private erase(): void {
    if (this.drawn > 0) this.out.write(`\u001b[${this.drawn}A\u001b[0J`);
    this.drawn = 0;
  }
}
