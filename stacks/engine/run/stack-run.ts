import type { EngineEvent, OutputMap, StepEventMetadata } from "@pulumi/pulumi/automation";
import { engineMessage } from "../state/engine-error";
import { CertificateWait } from "./certificate-wait";
import {
  type Change,
  changeOf,
  type Diagnostic,
  diagnosticOf,
  nameOf,
  typeOf,
  type Violation,
  violationOf,
} from "./change";
import type { Observe, Operation, RunEvent, StackStatus } from "./event";
import { Interrupt } from "./interrupt";
import { isolated } from "./isolate";

/** How one operation on one stack came out. */
export interface StackRun {
  readonly stack: string;
  readonly status: Exclude<StackStatus, "held">;
  readonly changes: readonly Change[];
  readonly errors: readonly Diagnostic[];
  readonly seconds: number;
  /** Resources that stay as they are. */
  readonly same: number;
  /** True where a preview shows another set of stack outputs. */
  readonly outputsChange: boolean;
  /** True where a killed run left operations to settle. */
  readonly pending: boolean;
  /** What the policy pack says of a preview; a mandatory violation alone does not make it fail. */
  readonly violations: readonly Violation[];
  /** After an update. */
  readonly outputs?: OutputMap;
}

interface EngineOptions {
  readonly onEvent: (event: EngineEvent) => void;
  readonly signal: AbortSignal;
  readonly color: "never";
  readonly suppressProgress: true;
}

/**
 * Runs one operation of the engine on one stack, tells the observer what happens, and returns how it ended; a failure
 * is a result, not an exception.
 */
export async function runStack(
  stack: string,
  operation: Operation,
  settings: { readonly observe: Observe; readonly signal: AbortSignal },
  work: (options: EngineOptions) => Promise<{ outputs?: OutputMap } | undefined>,
): Promise<StackRun> {
  const started = Date.now();
  const listener = new Listener(stack, operation, settings.observe);
  const interrupt = new Interrupt(settings.signal);
  const wait = new CertificateWait((message) => settings.observe({ kind: "notice", stack, message }));
  settings.observe({ kind: "stack-started", stack, operation });
  const end = (status: StackRun["status"], outputs?: OutputMap): StackRun => {
    const { seconds, changes } = { seconds: (Date.now() - started) / 1000, changes: listener.changed() };
    settings.observe({ kind: "stack-finished", stack, operation, status, seconds, changes: changes.length });
    const { errors, same, outputsChange, pending, violations } = listener;
    return {
      stack,
      status,
      changes,
      errors,
      seconds,
      same,
      outputsChange,
      pending,
      violations,
      ...(outputs && { outputs }),
    };
  };
  try {
    const onEvent = (event: EngineEvent): void => {
      interrupt.listen(event);
      listener.take(event);
      if (operation === "update") wait.take(event);
    };
    const result = await isolated(() =>
      work({ onEvent, signal: interrupt.signal, color: "never", suppressProgress: true }),
    );
    return end(listener.changed().length > 0 ? "done" : "unchanged", result?.outputs);
  } catch (error) {
    if (settings.signal.aborted) return end("cancelled");
    if (listener.errors.length === 0 && listener.violations.some(({ mandatory }) => mandatory))
      return end(listener.changed().length > 0 ? "done" : "unchanged");
    if (listener.errors.length === 0) listener.fail(engineMessage(error));
    return end("failed");
  } finally {
    interrupt.close();
    wait.close();
  }
}

class Listener {
  readonly errors: Diagnostic[] = [];
  readonly violations: Violation[] = [];
  same = 0;
  outputsChange = false;
  pending = false;
  private readonly changes = new Map<string, Change>();

  constructor(
    private readonly stack: string,
    private readonly operation: Operation,
    private readonly observe: Observe,
  ) {}

  changed(): Change[] {
    return [...this.changes.values()];
  }

  fail(message: string): void {
    this.takeDiagnostic({ severity: "error", message });
  }

  take(event: EngineEvent): void {
    const { resourcePreEvent: before, resOutputsEvent: after, resOpFailedEvent: failed } = event;
    const violation = violationOf(event);
    if (violation) this.violations.push(violation);
    const diagnostic = diagnosticOf(event);
    if (diagnostic) this.takeDiagnostic(diagnostic);
    if (this.operation === "drift" || this.operation === "refresh") {
      if (after && isDrift(after.metadata)) this.tell(after.metadata, "done");
      return;
    }
    if (before?.metadata.op === "same") this.same++;
    if (before) this.tell(before.metadata, "started");
    if (after) this.tell(after.metadata, "done");
    if (failed) this.tell(failed.metadata, "failed");
    if (after?.metadata.type === "pulumi:pulumi:Stack") {
      this.outputsChange =
        JSON.stringify(after.metadata.old?.outputs ?? {}) !== JSON.stringify(after.metadata.new?.outputs ?? {});
    }
  }

  private tell(step: StepEventMetadata, state: Extract<RunEvent, { kind: "resource" }>["state"]): void {
    const change = changeOf(this.stack, step);
    if (!change || change.verb === "forget") return;
    const known = this.changes.get(change.urn);
    if (!known || change.verb === "replace" || known.verb === change.verb) this.changes.set(change.urn, change);
    const { urn, type, name, verb } = change;
    this.observe({ kind: "resource", stack: this.stack, operation: this.operation, urn, type, name, verb, state });
  }

  private takeDiagnostic(diagnostic: Diagnostic): void {
    // The engine warns of them at length; they are settled, and said in one line, before the update.
    if (/pending operations?\b/.test(diagnostic.message)) {
      this.pending = true;
      return;
    }
    if (diagnostic.severity === "error") {
      if (this.errors.some(({ message, urn }) => message === diagnostic.message && urn === diagnostic.urn)) return;
      this.errors.push(diagnostic);
    }
    this.observe({ kind: "diagnostic", stack: this.stack, ...diagnostic });
  }
}

/** Gone, or with other inputs than recorded. Computed outputs that moved are no drift: no update would put them back. */
function isDrift(step: StepEventMetadata): boolean {
  if (step.op === "delete") return true;
  return step.op === "update" && (Object.keys(step.detailedDiff ?? {}).length > 0 || (step.diffs ?? []).length > 0);
}

/** The resource that a diagnostic is about, in words. */
export const aboutOf = (diagnostic: Diagnostic): string | undefined =>
  diagnostic.urn === undefined ? undefined : `${typeOf(diagnostic.urn)} ${nameOf(diagnostic.urn)}`;
