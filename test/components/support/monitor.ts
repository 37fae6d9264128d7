import * as resproto from "@pulumi/pulumi/proto/resource_pb";
import * as runtime from "@pulumi/pulumi/runtime";
import { outputsOf } from "./outputs";
import { unwrap } from "./values";

/** One resource as a program registered it. */
export interface Registered {
  readonly urn: string;
  /** Pulumi type token, such as `aws:ec2/vpc:Vpc`. */
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  /** False for components. */
  readonly custom: boolean;
  /** Plain inputs: secrets are unwrapped (see `secrets`), what the program left out is absent. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Dotted paths of inputs that are secret. */
  readonly secrets: readonly string[];
  /** Logical name of the parent; undefined at the top. */
  readonly parent: string | undefined;
  /** Logical names of all resources that it depends on, by value or by option; sorted. */
  readonly dependsOn: readonly string[];
  /** Properties of `ignoreChanges`. */
  readonly ignoreChanges: readonly string[];
  readonly protect: boolean;
  /** `<urn>::<id>` of an explicit provider, else empty. */
  readonly provider: string;
  /** What the simulated cloud answered besides the inputs. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

export interface RegisterOptions {
  /** Computed outputs by type token, laid over the plausible ones of `outputsOf`. */
  readonly outputs?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** True: outputs stay unknown, as in a preview. Default false. */
  readonly preview?: boolean;
}

const STACK_TYPE = "pulumi:pulumi:Stack";
/** Features that need an engine's callback server, or that wrap plain values. */
const UNSUPPORTED = new Set(["transforms", "invokeTransforms", "resourceHooks", "errorHooks", "outputValues"]);

/**
 * Runs a program in this process, without engine or provider, and returns all that it registered, in order.
 * Outputs are known: inputs come back, computed properties are made up plausibly. An invoke is an error: components make none.
 * @throws whatever the program throws
 */
export async function registerIn(program: () => unknown, options: RegisterOptions = {}): Promise<Registered[]> {
  const monitor = new Monitor(options);
  // Kept and thrown at the end: the SDK lets a program that rejects end the process.
  let failure: { readonly error: unknown } | undefined;
  // A stack trace a resource costs more than all the rest, and nobody reads it here.
  const traceLimit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    runtime.setMockOptions(monitor, "test", "test", options.preview ?? false);
    await runtime.runInPulumiStack(async () => {
      try {
        await program();
      } catch (error) {
        failure = { error };
      }
      return undefined;
    });
    await runtime.disconnect();
  } finally {
    Error.stackTraceLimit = traceLimit;
    runtime.disconnectSync();
  }
  if (failure) throw failure.error;
  return monitor.registered.filter(({ type }) => type !== STACK_TYPE);
}

type Callback<T> = (error: Error | null, response?: T) => void;
type Struct = NonNullable<ReturnType<resproto.RegisterResourceResponse["getObject"]>>;
/** The request as far as it is read here; the SDK's own declarations of it are not public. */
interface RegisterRequest {
  getType(): string;
  getName(): string;
  getParent(): string;
  getCustom(): boolean;
  getProtect(): boolean;
  getProvider(): string;
  getObject(): Struct;
  getDependenciesList(): string[];
  getIgnorechangesList(): string[];
  getPropertydependenciesMap(): { forEach(visit: (list: { getUrnsList(): string[] }) => void): void };
}

const nameOf = (urn: string): string => urn.slice(urn.lastIndexOf("::") + 2);

class Monitor {
  readonly registered: Registered[] = [];
  constructor(private readonly options: RegisterOptions) {}

  supportsFeature(request: { getId(): string }, callback: Callback<{ getHassupport(): boolean }>): void {
    const supported = !UNSUPPORTED.has(request.getId());
    callback(null, { getHassupport: () => supported });
  }

  registerResource(request: RegisterRequest, callback: Callback<resproto.RegisterResourceResponse>): void {
    const resource = this.read(request);
    this.registered.push(resource);
    const response = new resproto.RegisterResourceResponse();
    response.setUrn(resource.urn);
    if (resource.custom && !this.options.preview) response.setId(String(resource.outputs.id));
    response.setObject(structOf(request.getObject(), { ...resource.inputs, ...resource.outputs }));
    callback(null, response);
  }

  private read(request: RegisterRequest): Registered {
    const secrets: string[] = [];
    const inputs = unwrap(request.getObject().toJavaScript() as Record<string, unknown>, secrets);
    const dependencies = new Set(request.getDependenciesList());
    request.getPropertydependenciesMap().forEach((list) => {
      for (const urn of list.getUrnsList()) dependencies.add(urn);
    });
    const [type, name, custom] = [request.getType(), request.getName(), request.getCustom()];
    const parent = request.getParent();
    return {
      urn: `urn:pulumi:test::test::${type}::${name}`,
      type,
      name,
      custom,
      inputs,
      secrets,
      parent: parent === "" || parent.split("::")[2] === STACK_TYPE ? undefined : nameOf(parent),
      dependsOn: [...dependencies].map(nameOf).sort(),
      ignoreChanges: request.getIgnorechangesList(),
      protect: request.getProtect(),
      provider: request.getProvider(),
      outputs:
        custom && !this.options.preview ? { ...outputsOf(type, name, inputs), ...this.options.outputs?.[type] } : {},
    };
  }

  registerResourceOutputs(_request: unknown, callback: Callback<Record<string, never>>): void {
    callback(null, {});
  }
  registerPackage(_request: unknown, callback: Callback<{ getRef(): string }>): void {
    callback(null, { getRef: () => "test" });
  }
  invoke(request: { getTok(): string }, callback: Callback<never>): void {
    callback(refusal(`the program asked the cloud for ${request.getTok()}; components make no invokes`));
  }
  readResource(request: { getType(): string }, callback: Callback<never>): void {
    callback(refusal(`the program reads an existing ${request.getType()}; components read none`));
  }
  signalAndWaitForShutdown(_request: unknown, callback: Callback<Record<string, never>>): void {
    callback(null, {});
  }
  close(): void {}
}

/** An error as gRPC gives it: the SDK shows its `details`. */
const refusal = (details: string): Error => Object.assign(new Error(details), { details });

/** Makes a protobuf struct with the SDK's own copy of the class, which is the request's. */
function structOf(like: Struct, value: Record<string, unknown>): Struct {
  const { fromJavaScript } = like.constructor as unknown as { fromJavaScript(value: unknown): Struct };
  return fromJavaScript(value);
}
