import type { OutputMap } from "@pulumi/pulumi/automation";
import type { Plan } from "../../../blueprints/plan/plan";
import { readLockOrEmpty, writeLock } from "../../lock";
import { engineName } from "../session";
import type { Backend } from "../state/backend";
import type { RunSettings } from "./settings";

/**
 * What stacks hand on to others in this run. Values that are not secret are noted in the lock file, so that a later run
 * of one stack needs no other stack's state; secret ones stay in memory and are asked of the stack that makes them.
 */
export class Handed {
  private constructor(
    private readonly plan: Plan,
    private readonly lockFile: string,
    private readonly values: Map<string, unknown>,
  ) {}

  static async open(
    { plan, lockFile, session }: Pick<RunSettings, "plan" | "lockFile" | "session">,
    backend: Backend,
  ): Promise<Handed> {
    const noted = Object.entries(readLockOrEmpty(lockFile).environments[plan.environment]?.handed ?? {});
    const made = new Set(backend.stacks.filter(({ resources }) => resources > 0).map(({ name }) => name));
    const needs = plan.stacks.flatMap((stack) => stack.needs).filter(({ fromStack }) => made.has(fromStack));
    // What a stack handed on that has been destroyed since means nothing any more.
    const values = new Map(noted.filter(([key]) => needs.some((need) => need.key === key)));
    const handed = new Handed(plan, lockFile, values);
    const missing = new Set(needs.filter(({ key }) => !values.has(key)).map(({ fromStack }) => fromStack));
    await Promise.all(
      [...missing].map(async (stack) =>
        handed.keep(stack, await backend.workspace.stackOutputs(engineName(session, stack))),
      ),
    );
    return handed;
  }

  /** For `RunContext.handed`. */
  all(): Readonly<Record<string, unknown>> {
    return Object.fromEntries(this.values);
  }

  /** Takes what a stack put out after an update, and notes what may be noted. */
  take(stack: string, outputs: OutputMap): void {
    this.keep(stack, outputs);
    const secret = new Set(
      this.needsFrom(stack)
        .filter((need) => need.secret || outputs[need.output]?.secret)
        .map(({ key }) => key),
    );
    const open = this.needsFrom(stack).flatMap(({ key }) =>
      this.values.has(key) && !secret.has(key) ? [[key, this.values.get(key)] as const] : [],
    );
    if (open.length === 0) return;
    this.note((known) => ({ ...known, ...Object.fromEntries(open) }));
  }

  /** Forgets what a destroyed stack had handed on. */
  drop(stack: string): void {
    const prefix = `${this.keyOf(stack)}.`;
    for (const key of [...this.values.keys()]) if (key.startsWith(prefix)) this.values.delete(key);
    this.note((known) => Object.fromEntries(Object.entries(known).filter(([key]) => !key.startsWith(prefix))));
  }

  private keep(stack: string, outputs: OutputMap): void {
    for (const { key, output } of this.needsFrom(stack)) {
      const value = outputs[output]?.value as unknown;
      if (value !== undefined) this.values.set(key, value);
    }
  }

  private needsFrom(stack: string) {
    return this.plan.stacks.flatMap(({ needs }) => needs).filter(({ fromStack }) => fromStack === stack);
  }

  private keyOf(stack: string): string {
    return stack.slice(this.plan.environment.length + 1);
  }

  private note(change: (known: Readonly<Record<string, unknown>>) => Record<string, unknown>): void {
    const lock = readLockOrEmpty(this.lockFile);
    const known = lock.environments[this.plan.environment] ?? {};
    const sorted = Object.entries(change(known.handed ?? {})).sort(([a], [b]) => a.localeCompare(b));
    const handed = Object.fromEntries(sorted);
    if (JSON.stringify(handed) !== JSON.stringify(known.handed ?? {}))
      writeLock(this.lockFile, lock, this.plan.environment, { ...known, handed });
  }
}
