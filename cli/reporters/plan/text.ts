import type { ResourceGraph } from "../../../blueprints/graph/graph";
import { type Part, PLACEHOLDER_ACCOUNT, type Plan, type PlannedStack } from "../../../blueprints/plan/plan";
import { clean } from "../../../blueprints/problems/format";
import { resourcesByPart, resourcesOf } from "./join";
import { clip, type Paint, painter, wrapText } from "./layout";
import { summaryOf } from "./summary";
import { whyLines } from "./why";

export interface PlanTextOptions {
  /** Also every argument of every part, with where its value came from. */
  readonly why?: boolean;
  /** Columns of the terminal. Default 80; less than 40 counts as 40. */
  readonly width?: number;
  readonly color?: boolean;
}

const HINT = "Why each value is what it is: scalekit plan --why";

interface Style {
  readonly width: number;
  readonly paint: Paint;
  readonly why: boolean;
}

/** The plan as a person reads it: stacks in order, their parts with what matters of each, and what to know about it. */
export function planText(plan: Plan, graph?: ResourceGraph, options: PlanTextOptions = {}): string {
  const style: Style = {
    width: Math.max(40, options.width ?? 80),
    paint: painter(options.color === true),
    why: options.why === true,
  };
  const blocks = [
    heading(plan, graph, style),
    ...plan.stacks.map((stack) => stackBlock(stack, graph, style)),
    ...order(plan, style),
    ...controlPlanes(plan, style),
    ...warnings(plan, style),
    ...(style.why ? [] : [wrapText(HINT, style.width).map(style.paint.dim)]),
  ];
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function heading(plan: Plan, graph: ResourceGraph | undefined, { paint, width }: Style): readonly string[] {
  const resources = graph && plan.stacks.reduce((sum, stack) => sum + resourcesOf(graph, stack).length, 0);
  const counts = `${plan.stacks.length} stacks${resources === undefined ? "" : `, ${resources} resources`}`;
  const account = plan.account === PLACEHOLDER_ACCOUNT ? "" : `account ${plan.account}, `;
  const title = `${plan.project} ${plan.environment}`;
  return [clip(`${title} at tier ${plan.tier}`, width), clip(`${account}${counts}`, width)].map((line, index) =>
    index === 0 ? paint.bold(line) : paint.dim(line),
  );
}

function stackBlock(stack: PlannedStack, graph: ResourceGraph | undefined, style: Style): readonly string[] {
  const { paint, width } = style;
  const count = graph ? `${resourcesOf(graph, stack).length}` : "";
  const about = stack.kind === "region" || stack.kind === "apps" ? stack.role : stack.region;
  const name = clip(stack.name, width - count.length - 1);
  const role = clip(`  ${about}`, width - name.length - count.length - 1);
  const gap = " ".repeat(Math.max(1, width - name.length - role.length - count.length));
  const byPart = graph && resourcesByPart(graph, stack);
  const label = Math.max(0, ...stack.parts.map((part) => labelOf(part).length));
  return [
    `${paint.bold(name)}${paint.dim(role)}${count && gap}${count}`,
    ...stack.parts.flatMap((part, index) =>
      partLines(part, index === stack.parts.length - 1, Math.min(label, 28), byPart?.get(part)?.length, style),
    ),
  ];
}

/** Parts that are one of their kind are called by it. */
const labelOf = ({ kind, name }: Part): string => (kind === name ? kind : `${kind} ${name}`);

function partLines(
  part: Part,
  last: boolean,
  labelWidth: number,
  resources: number | undefined,
  style: Style,
): readonly string[] {
  const { paint, width, why } = style;
  const count = resources === undefined ? "" : `${resources}`;
  const branch = last ? "└─ " : "├─ ";
  const label = clip(labelOf(part), labelWidth).padEnd(labelWidth);
  const room = width - branch.length - label.length - 2 - (count ? count.length + 1 : 0);
  const summary = room < 8 ? "" : clip(clean(summaryOf(part)), room);
  const gap = " ".repeat(Math.max(1, width - branch.length - label.length - 2 - summary.length - count.length));
  const line = `${paint.dim(branch)}${label}  ${summary}${count && gap}${paint.dim(count)}`.trimEnd();
  const indent = last ? "   " : "│  ";
  const reasons = why ? whyLines(part, width - 6, paint).map((text) => `${paint.dim(indent)}   ${text}`) : [];
  return [line, ...reasons];
}

/** Stacks in the order in which they are made; those in one step go in parallel. */
function order(plan: Plan, { paint, width }: Style): readonly (readonly string[])[] {
  if (plan.stacks.length < 2) return [];
  const step = new Map<string, number>();
  for (const { name, dependsOn } of plan.stacks)
    step.set(name, 1 + Math.max(0, ...dependsOn.map((before) => step.get(before) ?? 0)));
  const steps = Array.from({ length: Math.max(...step.values()) }, (_, index) =>
    plan.stacks
      .filter(({ name }) => step.get(name) === index + 1)
      .map(({ key }) => key)
      .join(", "),
  );
  const lines = steps.flatMap((keys, index) =>
    wrapText(keys, width - 4).map((line, part) => `${part === 0 ? `${index + 1}`.padStart(2) : "  "}  ${line}`),
  );
  return [[paint.bold("Order"), ...lines]];
}

/** Regions that have to be up to make or change others: serving goes on without them. */
function controlPlanes(plan: Plan, { paint, width }: Style): readonly (readonly string[])[] {
  const needs = new Map<string, { stacks: string[]; services: Set<string> }>();
  for (const { key, controlPlanes: regions } of plan.stacks)
    for (const { region, reason } of regions) {
      const need = needs.get(region) ?? { stacks: [], services: new Set() };
      need.stacks.push(key);
      for (const one of reason.split("; ")) need.services.add(one.split(":")[0] ?? one);
      needs.set(region, need);
    }
  if (needs.size === 0) return [];
  const lines = [...needs].flatMap(([region, { stacks, services }]) =>
    wrapText(`${region} (${[...services].sort().join(", ")}): ${stacks.join(", ")}`, width - 4).map(
      (line, index) => `  ${index === 0 ? "" : "  "}${line}`,
    ),
  );
  return [[paint.bold("Made or changed only while these are up"), ...lines]];
}

function warnings({ warnings: all }: Plan, { paint, width }: Style): readonly (readonly string[])[] {
  if (all.length === 0) return [];
  const lines = all.flatMap(({ code, message, at, fix }) => {
    const place = at ? ` (${at.file}:${at.line}:${at.column})` : "";
    const [first = "", ...rest] = wrapText(clean(`${code} ${message}${place}`), width - 2);
    return [
      `${paint.yellow("!")} ${paint.yellow(first.slice(0, code.length))}${first.slice(code.length)}`,
      ...rest.map((line) => `  ${line}`),
      ...wrapText(clean(`fix: ${fix}`), width - 4).map((line) => `    ${paint.dim(line)}`),
    ];
  });
  return [[paint.bold("To know"), ...lines]];
}
