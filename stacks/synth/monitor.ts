import type { ResourceGraph } from "../../blueprints/graph/graph";
import { inputsOf } from "../../blueprints/graph/readers/wire-values";

// The monitor's wire types as far as the synth reads them; the SDK's own declarations of them are not public.
interface DependencyList {
  getUrnsList(): string[];
}
interface RegisterRequest {
  getType(): string;
  getName(): string;
  getParent(): string;
  getCustom(): boolean;
  getProtect(): boolean;
  getObject(): Struct | undefined;
  getDependenciesList(): string[];
  getProvider(): string;
  getIgnorechangesList(): string[];
  getPropertydependenciesMap(): { forEach(visit: (list: DependencyList, key: string) => void): void };
}
interface Struct {
  toJavaScript(): Record<string, unknown>;
}
/** Features that need a callback server, which only an engine has. */
const CALLBACK_FEATURES = new Set(["transforms", "invokeTransforms", "resourceHooks", "errorHooks"]);

type Callback<T> = (error: Error | null, response?: T) => void;

export interface Registration {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly parent: string;
  readonly custom: boolean;
  readonly protect: boolean;
  readonly provider: string;
  readonly inputs: ResourceGraph["resources"][number]["inputs"];
  readonly dependsOn: readonly string[];
  readonly references: Readonly<Record<string, readonly string[]>>;
  readonly ignoreChanges: readonly string[];
}

/**
 * Stands where the engine's resource monitor would and writes down what a program registers. Outputs stay unknown, as in
 * the engine's own preview. Invokes are refused: programs make none (a plan is pure).
 */
export class RecordingMonitor {
  readonly registrations: Registration[] = [];

  constructor(
    private readonly project: string,
    private readonly stack: string,
    private readonly responses: { readonly registerResource: () => RegisterResponse },
  ) {}

  supportsFeature(request: { getId(): string }, callback: Callback<{ getHassupport(): boolean }>): void {
    const supported = !CALLBACK_FEATURES.has(request.getId());
    callback(null, { getHassupport: () => supported });
  }

  registerResource(request: RegisterRequest, callback: Callback<RegisterResponse>): void {
    const urn = this.urnOf(request);
    const object = request.getObject();
    const dependencies = new Set(request.getDependenciesList());
    const references: Record<string, readonly string[]> = {};
    request.getPropertydependenciesMap().forEach((list, input) => {
      const urns = list.getUrnsList();
      for (const dependency of urns) dependencies.add(dependency);
      if (urns.length > 0) references[input] = [...new Set(urns)].sort();
    });
    this.registrations.push({
      urn,
      type: request.getType(),
      name: request.getName(),
      parent: request.getParent(),
      custom: request.getCustom(),
      protect: request.getProtect(),
      provider: request.getProvider(),
      inputs: object ? inputsOf(object.toJavaScript()) : {},
      dependsOn: [...dependencies].sort(),
      references,
      ignoreChanges: request.getIgnorechangesList(),
    });
    const response = this.responses.registerResource();
    response.setUrn(urn);
    response.setObject(object);
    callback(null, response);
  }

  registerResourceOutputs(_request: unknown, callback: Callback<Record<string, never>>): void {
    callback(null, {});
  }

  registerPackage(_request: unknown, callback: Callback<{ getRef(): string }>): void {
    callback(null, { getRef: () => "offline" });
  }

  invoke(request: { getTok(): string }, callback: Callback<never>): void {
    callback(new Error(`the program asked the cloud for ${request.getTok()}; programs of scalekit make no invokes`));
  }

  readResource(request: { getType(): string }, callback: Callback<never>): void {
    callback(new Error(`the program reads an existing ${request.getType()}; programs of scalekit read none`));
  }

  signalAndWaitForShutdown(_request: unknown, callback: Callback<Record<string, never>>): void {
    callback(null, {});
  }

  close(): void {}

  private urnOf(request: RegisterRequest): string {
    const parent = request.getParent();
    const parentType = parent ? parent.split("::")[2] : undefined;
    const inherits = parentType && parentType !== "pulumi:pulumi:Stack";
    const type = inherits ? `${parentType}$${request.getType()}` : request.getType();
    return `urn:pulumi:${this.stack}::${this.project}::${type}::${request.getName()}`;
  }
}

export interface RegisterResponse {
  setUrn(urn: string): void;
  setObject(object: Struct | undefined): void;
}
