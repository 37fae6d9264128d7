import { AsyncLocalStorage } from "node:async_hooks";

type Listener = (...args: unknown[]) => void;

/** Which run the code that is now at work belongs to. */
const current = new AsyncLocalStorage<symbol>();

const EVENTS: readonly (string | symbol)[] = ["unhandledRejection", "uncaughtException"];

/**
 * Runs one engine operation so that errors that escape its program are blamed on it alone.
 *
 * Why: the Automation API listens to the process's `unhandledRejection` while a program runs, and takes every one for
 * its own (automation/server.js). With several stacks in one process, one stack's failed registration ("Resource monitor
 * is terminating") failed all the others. Node calls these listeners in the asynchronous context of the promise that
 * was rejected, so each listener can be made to hear only what belongs to its own run.
 */
export async function isolated<T>(work: () => Promise<T>): Promise<T> {
  install();
  try {
    return await current.run(Symbol("run"), work);
  } finally {
    // What a program leaves behind may be rejected a moment after its end.
    setTimeout(uninstall, LATE_MS).unref();
  }
}

const LATE_MS = 1_000;
let users = 0;
let restore: (() => void) | undefined;

function install(): void {
  users++;
  if (restore) return;
  const wrapped = new Map<unknown, Listener>();
  const { on, off } = process;
  const wrap = (event: string | symbol, listener: Listener): Listener => {
    const owner = current.getStore();
    if (owner === undefined || !EVENTS.includes(event)) return listener;
    const own: Listener = (...args) => {
      if (current.getStore() === owner) listener(...args);
    };
    wrapped.set(listener, own);
    return own;
  };
  process.on = ((event: string | symbol, listener: Listener) =>
    Reflect.apply(on, process, [event, wrap(event, listener)])) as typeof on;
  process.off = ((event: string | symbol, listener: Listener) =>
    Reflect.apply(off, process, [event, wrapped.get(listener) ?? listener])) as typeof off;
  // With this one there, an error of a run that is over does not end the process; one that is nobody's still does.
  const last = (error: unknown): void => {
    if (current.getStore() === undefined) throw error;
  };
  on.call(process, "unhandledRejection", last);
  restore = () => {
    process.on = on;
    process.off = off;
    process.off("unhandledRejection", last);
  };
}

function uninstall(): void {
  users--;
  if (users > 0) return;
  restore?.();
  restore = undefined;
}
