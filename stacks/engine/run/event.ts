import type { Problem } from "../../../blueprints/problems/problem";
import type { Diagnostic, Verb } from "./change";

export type Operation = "preview" | "update" | "destroy" | "refresh" | "drift" | "unprotect";

/** What a run tells while it goes on; reporters turn it into lines. */
export type RunEvent =
  | { readonly kind: "notice"; readonly message: string; readonly stack?: string }
  | { readonly kind: "warning"; readonly problem: Problem }
  | { readonly kind: "stack-started"; readonly stack: string; readonly operation: Operation }
  | {
      readonly kind: "resource";
      readonly stack: string;
      readonly operation: Operation;
      readonly urn: string;
      readonly type: string;
      readonly name: string;
      readonly verb: Verb;
      readonly state: "started" | "done" | "failed";
    }
  | ({ readonly kind: "diagnostic"; readonly stack: string } & Diagnostic)
  | {
      readonly kind: "stack-finished";
      readonly stack: string;
      readonly operation: Operation;
      readonly status: StackStatus;
      readonly seconds: number;
      readonly changes: number;
    };

/**
 * How a stack came out. `held`: not started because something that it waits for failed; `cancelled`: not started, or
 * stopped, because of Ctrl-C.
 */
export type StackStatus = "done" | "unchanged" | "failed" | "held" | "cancelled";

export type Observe = (event: RunEvent) => void;
