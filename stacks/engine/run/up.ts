import type { PlannedStack } from "../../../blueprints/plan/plan";
import { atLeast } from "../../../blueprints/tiers/tier";
import { openStack } from "../session";
import { record } from "../state/backend";
import { liftProtection } from "../state/lift-protection";
import { settlePending } from "../state/pending";
import { breakStaleLocks } from "../state/stale-lock";
import { destroyStack } from "./destroy-stack";
import { type Environment, openEnvironment } from "./environment";
import type { StackStatus } from "./event";
import { hasChanges, type Preview, type PreviewOptions, previewEnvironment } from "./preview";
import { contextOf } from "./previews";
import { contained } from "./program";
import { runTasks, type Task } from "./schedule";
import { runStack, type StackRun } from "./stack-run";

export interface UpOptions extends PreviewOptions {
  /** Regions that serve are changed one at a time from tier scale up, unless this is true (DECISIONS 16). */
  readonly allAtOnce?: boolean;
  /** True where the manifest states another tier than the plan's: that alone needs a yes and `onConfirmed`. */
  readonly movesTier?: boolean;
  /** Looks at what the policies say of the preview; true stops the run before anything is asked or made. */
  readonly isBlocked?: (preview: Preview) => boolean;
  /** Shows the preview and asks; false leaves everything as it is. */
  readonly confirm: (preview: Preview) => Promise<boolean>;
  /** Called once, after the yes and before the first change: the place to write a new tier into the manifest. */
  readonly onConfirmed?: () => void | Promise<void>;
}

/** How one stack came out of the whole run. */
export interface StackResult {
  readonly stack: string;
  readonly status: StackStatus;
  /** Stack that held it. */
  readonly because?: string;
  readonly run?: StackRun;
}

export interface RunResult {
  /** `refused`: the guard said no; `blocked`: the policies did; `declined`: the person did; `preview-failed`: nothing was changed. */
  readonly status:
    | "done"
    | "unchanged"
    | "refused"
    | "blocked"
    | "declined"
    | "preview-failed"
    | "failed"
    | "cancelled";
  readonly stacks: readonly StackResult[];
}

export interface UpResult extends RunResult {
  readonly preview: Preview;
}

/**
 * Brings an environment to its plan: previews every stack, has the guard and a person look at it, then updates the stacks
 * in dependency order, and destroys last what left the manifest.
 */
export async function runUp(options: UpOptions): Promise<UpResult> {
  const environment = await openEnvironment(options);
  const preview = await previewEnvironment(options, environment);
  const nothing = (status: RunResult["status"]): UpResult => ({ status, stacks: [], preview });
  if (preview.cancelled) return nothing("cancelled");
  if (preview.failed.length > 0) return nothing("preview-failed");
  if (preview.refusals.length > 0) return nothing("refused");
  if (options.isBlocked?.(preview)) return nothing("blocked");
  if (!hasChanges(preview) && options.movesTier !== true) return nothing("unchanged");
  if (!(await options.confirm(preview))) return nothing(options.signal.aborted ? "cancelled" : "declined");
  await options.onConfirmed?.();
  const stacks = await new Update(options, environment, preview).run();
  return { status: statusOf(stacks), stacks, preview };
}

export function statusOf(stacks: readonly StackResult[]): RunResult["status"] {
  if (stacks.some(({ status }) => status === "failed" || status === "held")) return "failed";
  if (stacks.some(({ status }) => status === "cancelled")) return "cancelled";
  return stacks.every(({ status }) => status === "unchanged") ? "unchanged" : "done";
}

class Update {
  private readonly results = new Map<string, StackResult>();
  private readonly previews: ReadonlyMap<string, StackRun>;
  private readonly planned: ReadonlyMap<string, PlannedStack>;

  constructor(
    private readonly options: UpOptions,
    private readonly environment: Environment,
    preview: Preview,
  ) {
    this.previews = new Map(preview.stacks.map((run) => [run.stack, run]));
    this.planned = new Map(environment.chosen.map((stack) => [stack.name, stack]));
  }

  async run(): Promise<StackResult[]> {
    const { chosen, leaving } = this.environment;
    const updates = chosen.map((stack): Task => ({ name: stack.name, after: stack.dependsOn, ...this.laneOf(stack) }));
    // What leaves goes last and one after the other; each waits for all updates, which may still refer to it.
    const farewells = leaving.map(
      ({ name }): Task => ({ name, after: updates.map((task) => task.name), lane: "leaving" }),
    );
    await runTasks([...updates, ...farewells], {
      concurrency: this.options.concurrency,
      signal: this.options.signal,
      run: (name) => this.one(name),
      onSkipped: (stack, status, because) => {
        this.results.set(stack, { stack, status, ...(because !== undefined && { because }) });
      },
    });
    return [...updates, ...farewells].flatMap(({ name }) => this.results.get(name) ?? []);
  }

  /** Regions that already serve are changed one at a time; new ones are made side by side. */
  private laneOf({ name, kind }: PlannedStack): { lane?: string } {
    const serves = (this.environment.recorded.get(name)?.resources ?? 0) > 0 && (kind === "region" || kind === "apps");
    const careful = atLeast(this.options.plan.tier, "scale") && this.options.allAtOnce !== true;
    return serves && careful ? { lane: "serving" } : {};
  }

  private async one(name: string): Promise<"ok" | "failed" | "cancelled"> {
    const planned = this.planned.get(name);
    const run = planned ? await this.update(planned) : await this.farewell(name);
    this.results.set(name, { stack: name, status: run?.status ?? "unchanged", ...(run && { run }) });
    return run?.status === "failed" || run?.status === "cancelled" ? run.status : "ok";
  }

  private async update(planned: PlannedStack): Promise<StackRun | undefined> {
    const { session, plan } = this.options;
    const { name } = planned;
    const say = (message: string) => this.options.observe({ kind: "notice", stack: name, message });
    const isRecorded = this.environment.recorded.get(name)?.tier === plan.tier;
    if (this.canSkip(planned)) {
      if (!isRecorded) await record(session, this.environment.backend.workspace, name, plan.tier);
      return undefined;
    }
    const run = await runStack(name, "update", this.options, async (options) => {
      const program = contained(
        this.options.programFor(plan, planned, contextOf(this.options, this.environment.handed)),
      );
      await breakStaleLocks(session, name, say);
      const stack = await openStack(session, name, program);
      if (!isRecorded) await record(session, this.environment.backend.workspace, name, plan.tier);
      await settlePending(session, stack, say);
      await liftProtection(stack, this.namedOf(name));
      return stack.up({ ...options, refresh: this.options.refresh === true });
    });
    if (run.outputs) this.environment.handed.take(name, run.outputs);
    return run;
  }

  /** Nothing to do, and nothing that it takes from others can have changed since its preview. */
  private canSkip({ name, needs }: PlannedStack): boolean {
    const preview = this.previews.get(name);
    if (preview?.status !== "unchanged" || preview.outputsChange || preview.pending) return false;
    return needs.every(({ fromStack }) => (this.results.get(fromStack)?.status ?? "unchanged") === "unchanged");
  }

  /** URNs of protected resources that --allow-replace named; the program protects their successors again. */
  private namedOf(name: string): string[] {
    const changes = this.previews.get(name)?.changes ?? [];
    return changes
      .filter(({ verb, protect }) => protect && (verb === "replace" || verb === "delete"))
      .map(({ urn }) => urn);
  }

  private async farewell(name: string): Promise<StackRun> {
    const run = await destroyStack(this.options, name, { unprotect: true });
    if (run.status === "done" || run.status === "unchanged") this.environment.handed.drop(name);
    return run;
  }
}
