import type { GraphResource } from "../../blueprints/graph/graph";
import type { Plan, PlannedStack } from "../../blueprints/plan/plan";
import { ADOPTED } from "../../stacks/adopted";

/** A stack that a change may touch, and why. */
export interface AffectedStack {
  readonly stack: string;
  readonly change: "added" | "removed" | "changed" | "downstream" | "all";
  readonly reason: string;
}

export interface Side {
  readonly plan: Plan;
  readonly resources: readonly GraphResource[];
}

/**
 * Which stacks a change affects: those whose parts or resources differ, and those that take a value from one of them.
 * @param everything reasons why every stack counts as affected (another version of scalekit, another lock file)
 */
export function affectedStacks(base: Side | undefined, head: Side, everything: readonly string[]): AffectedStack[] {
  if (!base)
    return head.plan.stacks.map(({ name }) => ({ stack: name, change: "added", reason: everything.join("; ") }));
  const before = signatures(base);
  const after = signatures(head);
  const direct = new Map<string, AffectedStack>();
  for (const { name } of head.plan.stacks) {
    if (!before.has(name)) direct.set(name, { stack: name, change: "added", reason: "new stack" });
    else if (before.get(name) !== after.get(name))
      direct.set(name, { stack: name, change: "changed", reason: differenceOf(name, base, head) });
  }
  for (const { name } of base.plan.stacks)
    if (!after.has(name)) direct.set(name, { stack: name, change: "removed", reason: "left the manifest" });
  const all = [...direct.values(), ...downstream(head.plan.stacks, direct)];
  if (everything.length === 0) return inOrder(all, head.plan, base.plan);
  const known = new Set(all.map(({ stack }) => stack));
  const rest = head.plan.stacks
    .filter(({ name }) => !known.has(name))
    .map(({ name }): AffectedStack => ({ stack: name, change: "all", reason: everything.join("; ") }));
  return inOrder([...all, ...rest], head.plan, base.plan);
}

function downstream(stacks: readonly PlannedStack[], direct: ReadonlyMap<string, AffectedStack>): AffectedStack[] {
  const reached = new Set(direct.keys());
  const found: AffectedStack[] = [];
  // In the plan's order, so that what is downstream of something downstream is found in the same pass.
  for (const { name, needs } of stacks) {
    const from = needs.find(({ fromStack }) => reached.has(fromStack));
    if (!from || reached.has(name)) continue;
    reached.add(name);
    found.push({ stack: name, change: "downstream", reason: `takes ${from.key} from ${from.fromStack}` });
  }
  return found;
}

/** Everything of a stack that decides what is made, without lines of the manifest, which move. */
function signatures({ plan, resources }: Side): Map<string, string> {
  const byStack = new Map<string, unknown[]>();
  for (const resource of resources) {
    const list = byStack.get(resource.stack) ?? [];
    if (list.length === 0) byStack.set(resource.stack, list);
    list.push(signatureOf(resource));
  }
  return new Map(
    plan.stacks.map((stack) => [stack.name, JSON.stringify([partsOf(stack), byStack.get(stack.name) ?? []])]),
  );
}

const signatureOf = ({ sources: _, ...resource }: GraphResource): unknown => resource;
const partsOf = ({ parts, needs, dependsOn, kept = [] }: PlannedStack): unknown => [
  parts.map(({ sources: _, ...part }) => part),
  needs,
  dependsOn,
  kept,
];

/** Names the parts that differ, and the file that says what adopted resources keep where that does. */
function differenceOf(name: string, base: Side, head: Side): string {
  const parts = ({ plan }: Side): Map<string, string> => {
    const stack = plan.stacks.find((each) => each.name === name);
    return new Map([
      ...(stack?.parts ?? []).map(
        ({ kind, name: part, args }) => [kind === part ? kind : `${kind} ${part}`, JSON.stringify(args)] as const,
      ),
      [ADOPTED, JSON.stringify(stack?.kept ?? [])] as const,
    ]);
  };
  const [before, after] = [parts(base), parts(head)];
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (part) => before.get(part) !== after.get(part),
  );
  return changed.length === 0
    ? "its resources differ"
    : changed.slice(0, 6).join(", ") + (changed.length > 6 ? ", …" : "");
}

function inOrder(affected: readonly AffectedStack[], head: Plan, base: Plan): AffectedStack[] {
  const order = [...head.stacks, ...base.stacks].map(({ name }) => name);
  return [...affected].sort((a, b) => order.indexOf(a.stack) - order.indexOf(b.stack));
}
