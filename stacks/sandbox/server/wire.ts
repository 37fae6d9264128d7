import { createRequire } from "node:module";

// The engine's wire, as far as the sandbox speaks it. The library copies must be @pulumi/pulumi's own: messages made by
// another google-protobuf are not recognised ("Error deserializing request"). They have no declarations of their
// own for this use, so what is used of them is written down here.

const fromPulumi = createRequire(require.resolve("@pulumi/pulumi/package.json"));

export interface Struct {
  toJavaScript(): Record<string, unknown>;
}
interface DiffMap {
  set(path: string, diff: unknown): void;
}

/** Getters of all the requests that are answered; each request has some of them. */
export interface Request {
  getUrn(): string;
  getId(): string;
  getType(): string;
  getName(): string;
  getPreview(): boolean;
  getRandomseed_asU8(): Uint8Array;
  getOlds(): Struct | undefined;
  getNews(): Struct | undefined;
  getOldInputs(): Struct | undefined;
  getProperties(): Struct | undefined;
  getInputs(): Struct | undefined;
  getArgs(): Struct | undefined;
  getTok(): string;
}

export interface Responses {
  CheckResponse: new () => { setInputs(inputs: Struct): void; setFailuresList(failures: readonly unknown[]): void };
  CheckFailure: new () => { setProperty(property: string): void; setReason(reason: string): void };
  ConfigureResponse: new () => {
    setAcceptsecrets(value: boolean): void;
    setSupportspreview(value: boolean): void;
    setAcceptresources(value: boolean): void;
    setAcceptoutputs(value: boolean): void;
  };
  CreateResponse: new () => { setId(id: string): void; setProperties(properties: Struct): void };
  UpdateResponse: new () => { setProperties(properties: Struct): void };
  ReadResponse: new () => {
    setId(id: string): void;
    setProperties(properties: Struct): void;
    setInputs(inputs: Struct): void;
  };
  DiffResponse: (new () => {
    setReplacesList(paths: readonly string[]): void;
    setDeletebeforereplace(value: boolean): void;
    setChanges(value: number): void;
    setDiffsList(names: readonly string[]): void;
    getDetaileddiffMap(): DiffMap;
    setHasdetaileddiff(value: boolean): void;
  }) & { DiffChanges: { DIFF_NONE: number; DIFF_SOME: number } };
  PropertyDiff: (new () => { setKind(kind: number): void; setInputdiff(value: boolean): void }) & {
    Kind: Readonly<Record<string, number>>;
  };
}

export type Call = { readonly request: Request };
export type Reply = (error: { code: number; message: string } | null, response?: unknown) => void;
export type Handlers = Readonly<Record<string, (call: Call, reply: Reply) => void>>;

interface LogRequest {
  setSeverity(severity: number): void;
  setMessage(message: string): void;
}
type Engine = new (
  address: string,
  credentials: unknown,
) => { log(request: LogRequest, done: (error: Error | null) => void): void };
interface EngineMessages {
  LogRequest: new () => LogRequest;
  LogSeverity: { INFO: number };
}

interface Grpc {
  Server: new (
    options: Readonly<Record<string, number>>,
  ) => {
    addService(service: unknown, handlers: Handlers): void;
    bindAsync(address: string, credentials: unknown, done: (error: Error | null, port: number) => void): void;
    forceShutdown(): void;
  };
  ServerCredentials: { createInsecure(): unknown };
  credentials: { createInsecure(): unknown };
  status: Readonly<Record<"UNIMPLEMENTED" | "INVALID_ARGUMENT" | "UNKNOWN" | "FAILED_PRECONDITION", number>>;
}

/** Loads the libraries; about 0.1 s, without the rest of @pulumi/pulumi. */
export function loadWire() {
  const { LogRequest, LogSeverity } = fromPulumi("./proto/engine_pb") as EngineMessages;
  return {
    versionOf,
    grpc: fromPulumi("@grpc/grpc-js") as Grpc,
    Engine: (fromPulumi("./proto/engine_grpc_pb") as { EngineClient: Engine }).EngineClient,
    LogRequest,
    LogSeverity,
    service: (fromPulumi("./proto/provider_grpc_pb") as { ResourceProviderService: unknown }).ResourceProviderService,
    responses: fromPulumi("./proto/provider_pb") as Responses,
    PluginInfo: (fromPulumi("./proto/plugin_pb") as { PluginInfo: new () => { setVersion(version: string): void } })
      .PluginInfo,
    Struct: (
      fromPulumi("google-protobuf/google/protobuf/struct_pb") as {
        Struct: { fromJavaScript(value: Readonly<Record<string, unknown>>): Struct };
      }
    ).Struct,
    Empty: (fromPulumi("google-protobuf/google/protobuf/empty_pb") as { Empty: new () => unknown }).Empty,
  };
}

/** The engine wants a plugin of at least the SDK's version; the mark says what this one is. */
function versionOf(provider: string): string {
  const { version } = createRequire(__filename)(`@pulumi/${provider}/package.json`) as { version: string };
  return `${version}+simulated`;
}

export type Wire = ReturnType<typeof loadWire>;
