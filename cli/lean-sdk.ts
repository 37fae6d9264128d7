import { existsSync } from "node:fs";
import Module from "node:module";
import { dirname, join } from "node:path";

type Exports = Record<PropertyKey, unknown>;

/** What the SDK loads to talk to an engine, to serve a provider or to read requirements of versions. */
const UNUSED_OFFLINE = [
  "@pulumi/pulumi/automation",
  "@pulumi/pulumi/provider",
  "@pulumi/pulumi/proto/callback_grpc_pb",
  "@pulumi/pulumi/proto/engine_grpc_pb",
  "@pulumi/pulumi/proto/resource_grpc_pb",
  "@pulumi/pulumi/runtime/callbacks",
  "semver",
  "@grpc/grpc-js",
  "@opentelemetry/api",
];

/**
 * Makes the Pulumi packages load on first use in this process. Their index files load everything they have: the Automation
 * API, gRPC, the closure serializer with TypeScript and npm's package tree, an index file for each of 250 AWS services. That
 * is most of a second, of which a plan needs little. So a stand-in takes each such file's place in `require.cache`; the first use of
 * something that it cannot give alone loads the real file, which then stands in the cache as if nothing had been.
 *
 * For the command line's own process only: a program that imports scalekit keeps its SDK as it is.
 */
export function loadSdkLazily(): void {
  for (const unused of UNUSED_OFFLINE) standIn(unused, () => undefined);
  // Only dynamic providers and function-valued inputs serialize closures; the runtime's index takes these by name.
  standIn("@pulumi/pulumi/runtime/closure/serializeClosure", forward("serializeFunction", "serializeFunctionAsync"));
  standIn("@pulumi/pulumi/runtime/closure/codePaths", forward("computeCodePaths"));
  for (const sdk of ["@pulumi/aws", "@pulumi/kubernetes", "@pulumi/cloudflare"]) standIn(sdk, fromFolder);
}

/** What a stand-in gives for a name without loading the real file; undefined: load it. */
type Shortcut = (name: string, file: string, real: () => Exports) => unknown;

function standIn(request: string, shortcut: Shortcut): void {
  const file = resolveOrUndefined(request);
  if (file === undefined || require.cache[file]) return;
  let loaded: Exports | undefined;
  const real = (): Exports => {
    if (!loaded) {
      delete require.cache[file];
      loaded = require(file) as Exports;
    }
    return loaded;
  };
  const known = new Map<string, unknown>();
  const get = (name: string): unknown => {
    if (name === "__esModule") return true;
    if (!known.has(name)) known.set(name, (loaded ? undefined : shortcut(name, file, real)) ?? real()[name]);
    return known.get(name);
  };
  const module = new Module(file);
  module.filename = file;
  module.loaded = true;
  module.exports = new Proxy<Exports>(
    {},
    {
      get: (_, name) => (typeof name === "string" ? get(name) : real()[name]),
      has: (_, name) => name in real(),
      ownKeys: () => Reflect.ownKeys(real()),
      // A proxy may only show properties as configurable that its own, empty target lacks.
      getOwnPropertyDescriptor: (_, name) => {
        const descriptor = Reflect.getOwnPropertyDescriptor(real(), name);
        return descriptor && { ...descriptor, configurable: true };
      },
    },
  );
  require.cache[file] = module;
}

/** Functions that load the real ones when they are called. */
const forward =
  (...functions: string[]): Shortcut =>
  (name, _file, real) =>
    functions.includes(name)
      ? (...args: unknown[]) => (real()[name] as (...given: unknown[]) => unknown)(...args)
      : undefined;

/** Provider SDKs keep `ec2` in ec2/index.js and `DnsRecord` in dnsRecord.js, beside the index that gathers them. */
const fromFolder: Shortcut = (name, file) => {
  const folder = dirname(file);
  const inFolder = join(folder, name, "index.js");
  if (existsSync(inFolder)) return require(inFolder);
  const ownFile = join(folder, `${name.charAt(0).toLowerCase()}${name.slice(1)}.js`);
  return existsSync(ownFile) ? (require(ownFile) as Exports)[name] : undefined;
};

function resolveOrUndefined(request: string): string | undefined {
  try {
    // From the SDK's folder: its own dependencies need not be ours.
    return require.resolve(request, { paths: [dirname(require.resolve("@pulumi/pulumi/package.json")), __dirname] });
  } catch {
    return undefined;
  }
}
