import type { GraphResource } from "../../blueprints/graph/graph";
import { stringsOf } from "../../blueprints/graph/values";
import { TYPES } from "../types";
import { unseen } from "../world/unseen";
import type { World } from "../world/world";

/**
 * How a caller runs a function: it waits for the answer; it hands the event over and forgets it; or Lambda itself reads
 * a queue or a stream for it.
 */
export type CallKind = "sync" | "async" | "poll";

export interface Call {
  readonly kind: CallKind;
  readonly by: GraphResource;
}

/** Resources that name the function as what they call. */
const CALLERS: Readonly<Record<string, CallKind>> = {
  [TYPES.eventTarget]: "async",
  [TYPES.topicSubscription]: "async",
  [TYPES.bucketNotification]: "async",
  [TYPES.schedule]: "async",
  [TYPES.eventSourceMapping]: "poll",
  [TYPES.apiIntegration]: "sync",
  [TYPES.restApiIntegration]: "sync",
  [TYPES.targetGroupAttachment]: "sync",
  [TYPES.stateMachine]: "sync",
};

/**
 * Services that call asynchronously, by the principal of their permission
 * [docs.aws.amazon.com/lambda/latest/dg/lambda-services.html]. Others' permissions say nothing.
 */
const ASYNC_PRINCIPALS: readonly string[] = [
  "s3.amazonaws.com",
  "sns.amazonaws.com",
  "events.amazonaws.com",
  "scheduler.amazonaws.com",
  "ses.amazonaws.com",
  "iot.amazonaws.com",
  "codecommit.amazonaws.com",
  "config.amazonaws.com",
  "cloudformation.amazonaws.com",
];

/** Inputs that name what is called; a caller refers to functions for other reasons too (a mapping's failures). */
const NAMED_IN: Readonly<Record<string, string>> = {
  [TYPES.eventTarget]: "arn",
  [TYPES.topicSubscription]: "endpoint",
  [TYPES.bucketNotification]: "lambdaFunctions",
  [TYPES.schedule]: "target",
  [TYPES.eventSourceMapping]: "functionName",
  [TYPES.apiIntegration]: "integrationUri",
  [TYPES.restApiIntegration]: "uri",
  [TYPES.targetGroupAttachment]: "targetId",
  [TYPES.stateMachine]: "definition",
  [TYPES.lambdaPermission]: "function",
  [TYPES.functionInvokeConfig]: "functionName",
  [TYPES.provisionedConcurrency]: "functionName",
  [TYPES.lambdaAlias]: "functionName",
};

/** Resources of a type that name this function, directly, through an alias, or by an ARN inside another (an API's URI). */
export function namersOf(fn: GraphResource, world: World, type: string): readonly GraphResource[] {
  const input = NAMED_IN[type];
  if (input === undefined) return [];
  const aliases = type === TYPES.lambdaAlias ? [] : namersOf(fn, world, TYPES.lambdaAlias);
  const direct = [fn, ...aliases].flatMap((target) => world.referrers(target, [type], input));
  return [...new Set([...direct, ...byArn(fn, world, type, input)])];
}

function byArn(fn: GraphResource, world: World, type: string, input: string): readonly GraphResource[] {
  const name = world.peek(fn, "name");
  if (typeof name !== "string") return [];
  const named = world.fact(`functions named by ${type}`, () =>
    world.all(type).map((by) => ({
      by,
      names: [...stringsOf(by.inputs[input])].flatMap((text) =>
        [...text.matchAll(/:function:([\w-]+)/g)].map(([, found]) => found),
      ),
    })),
  );
  return named.filter(({ by, names }) => by.region === fn.region && names.includes(name)).map(({ by }) => by);
}

/** Everything in the graph that calls a function. */
export function callsOf(fn: GraphResource, world: World): readonly Call[] {
  const calls = Object.entries(CALLERS).flatMap(([type, kind]) => namersOf(fn, world, type).map((by) => ({ kind, by })));
  const permitted = namersOf(fn, world, TYPES.lambdaPermission)
    .filter((permission) => ASYNC_PRINCIPALS.includes(String(world.peek(permission, "principal"))))
    .map((by): Call => ({ kind: "async", by }));
  return [...calls, ...permitted];
}

/** Seconds that a function may run; 3 by default [Lambda API, CreateFunction.Timeout]. */
export const timeoutOf = (fn: GraphResource, world: World): number => world.number(fn, "timeout") ?? 3;

/**
 * The functions that a mapping feeds.
 * Unknown where it names one that the graph doesn't show.
 */
export function functionOf(mapping: GraphResource, world: World): GraphResource {
  const [fn] = world.linked(mapping, "functionName", TYPES.lambda);
  if (fn) return fn;
  const [alias] = world.linked(mapping, "functionName", TYPES.lambdaAlias);
  const [behind] = alias ? world.linked(alias, "functionName", TYPES.lambda) : [];
  if (behind) return behind;
  const found = world.all(TYPES.lambda).find((each) => byArn(each, world, mapping.type, "functionName").includes(mapping));
  if (!found) throw unseen(mapping, "functionName");
  return found;
}

/** Reserved executions; undefined where the function draws on the shared pool (-1 says so too). */
export function reservedOf(fn: GraphResource, world: World): number | undefined {
  const reserved = world.number(fn, "reservedConcurrentExecutions");
  return reserved === undefined || reserved < 0 ? undefined : reserved;
}
