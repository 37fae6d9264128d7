import { createRequire } from "node:module";
import { setFlagsFromString } from "node:v8";
import * as sdkDebuggable from "@pulumi/pulumi/runtime/debuggable";
import { isRecord } from "../../blueprints/graph/values";

/** The SDK's own module of promises; its declarations are not public. */
interface Debuggable {
  debuggablePromise: <T>(promise: Promise<T>, label?: unknown) => Promise<T>;
}
const debuggable = sdkDebuggable as unknown as Debuggable;

interface Structs {
  readonly Struct: {
    new (): { toJavaScript: () => object };
    fromJavaScript: (object: object) => { toJavaScript: () => object };
  };
}
/** The copy of protobuf that the SDK itself loads. */
const { Struct } = createRequire(require.resolve("@pulumi/pulumi"))(
  "google-protobuf/google/protobuf/struct_pb",
) as Structs;

/**
 * Spares the SDK what it does for an engine at the other end of a wire and a synth needs not: stack traces, the leak detector
 * and protobuf structures, a third of a synth's time together.
 * @returns a function that puts all of it back
 */
export function spareSdk(): () => void {
  const undo = [captureNoStackTraces(), watchNoPromises(), keepStructsPlain(), optimizeNothing()];
  return () => {
    for (const back of undo.reverse()) back();
  };
}

/**
 * Each resource and promise of the SDK captures a stack trace for error messages, which costs more than all the rest. The
 * SDK raises the limit for its own traces; where the limit is no plain value, V8 captures none.
 */
function captureNoStackTraces(): () => void {
  const limit = Error.stackTraceLimit;
  Object.defineProperty(Error, "stackTraceLimit", { configurable: true, get: () => 0, set: () => {} });
  return () => {
    Object.defineProperty(Error, "stackTraceLimit", {
      configurable: true,
      writable: true,
      enumerable: true,
      value: limit,
    });
  };
}

/**
 * The SDK hangs a label, a stack and a leak detector on each of the dozen promises of each property, for programs that end
 * while an engine still owes an answer. The recording monitor answers at once.
 */
function watchNoPromises(): () => void {
  const { debuggablePromise } = debuggable;
  debuggable.debuggablePromise = (promise) => promise;
  return () => {
    debuggable.debuggablePromise = debuggablePromise;
  };
}

/** A synth ends before V8's optimizing compiler has earned what it costs: a quarter of the processor time of a plan. */
function optimizeNothing(): () => void {
  setFlagsFromString("--no-opt");
  return () => setFlagsFromString("--opt");
}

/** No wire is crossed, so what a request carries as a structure stays an object, with its keys in protobuf's order. */
function keepStructsPlain(): () => void {
  const { fromJavaScript } = Struct;
  Struct.fromJavaScript = (object) => {
    const struct = new Struct();
    const sorted = inOrder(object) as object;
    struct.toJavaScript = () => sorted;
    return struct;
  };
  return () => {
    Struct.fromJavaScript = fromJavaScript;
  };
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, inOrder(value[key])]),
  );
}
