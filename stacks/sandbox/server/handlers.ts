import { clusterOf } from "../behaviour/kubernetes";
import { Refused } from "../behaviour/refused";
import { isEmpty, isRecord, type Properties, revealAll, text } from "../value";
import type { HostLog } from "./host-log";
import type { SimulatedProvider } from "./provider";
import type { Call, Handlers, Reply, Struct, Wire } from "./wire";

const typeOf = (call: Call): string => call.request.getUrn().split("::")[2]?.split("$").at(-1) ?? "";
const nameOf = (call: Call): string => call.request.getUrn().split("::").slice(3).join("::");
const plain = (struct: Struct | undefined): Properties => struct?.toJavaScript() ?? {};

/** Answers the engine: from messages to plain values and back, over one provider. */
export function handlersOf(wire: Wire, unconfigured: SimulatedProvider, latencyMs: number, log: HostLog): Handlers {
  let provider = unconfigured;
  let said = false;
  /** Once a process, however often a program configures the provider. */
  const saySimulated = () => {
    if (!said) log(`the ${provider.name} provider is simulated by scalekit's sandbox: no real cloud is touched`);
    said = true;
  };
  const { responses } = wire;
  const struct = (properties: Properties): Struct => wire.Struct.fromJavaScript(defined(properties));
  const answer =
    (work: (call: Call) => unknown, slow = false) =>
    (call: Call, reply: Reply) => {
      const run = () => respond(wire, () => work(call), reply);
      if (slow && latencyMs > 0 && !call.request.getPreview?.()) setTimeout(run, latencyMs);
      else run();
    };
  const accept = (call: Call) => {
    const response = new responses.CheckResponse();
    response.setInputs(struct(plain(call.request.getNews())));
    return response;
  };
  return {
    getPluginInfo: answer(() => {
      const info = new wire.PluginInfo();
      info.setVersion(wire.versionOf(provider.name));
      return info;
    }),
    checkConfig: answer(accept),
    diffConfig: answer((call) => {
      const [before, after] = [
        regionIn(plain(call.request.getOldInputs() ?? call.request.getOlds())),
        regionIn(plain(call.request.getNews())),
      ];
      const moved = before !== "" && after !== "" && before !== after;
      return difference(wire, {
        changes: moved ? [{ path: "region", kind: "update", replaces: true }] : [],
        deleteBeforeReplace: false,
        replaces: moved ? ["region"] : [],
      });
    }),
    configure: answer((call) => {
      saySimulated();
      provider = unconfigured.configured(placeIn(unconfigured.name, revealAll(plain(call.request.getArgs()))));
      const response = new responses.ConfigureResponse();
      response.setAcceptsecrets(true);
      response.setSupportspreview(true);
      return response;
    }),
    check: answer((call) => {
      const { inputs, refusals } = provider.check(
        typeOf(call),
        nameOf(call),
        plain(call.request.getOlds()),
        plain(call.request.getNews()),
        call.request.getRandomseed_asU8(),
      );
      const response = new responses.CheckResponse();
      response.setInputs(struct(inputs));
      response.setFailuresList(
        refusals.map(({ property, reason }) => {
          const failure = new responses.CheckFailure();
          failure.setProperty(property);
          failure.setReason(reason);
          return failure;
        }),
      );
      return response;
    }),
    diff: answer((call) =>
      difference(
        wire,
        provider.diff(typeOf(call), call.request.getId(), oldInputs(call), plain(call.request.getNews())),
      ),
    ),
    create: answer((call) => {
      const made = provider.create(
        typeOf(call),
        call.request.getUrn(),
        plain(call.request.getProperties()),
        call.request.getPreview(),
      );
      const response = new responses.CreateResponse();
      response.setId(made.id);
      response.setProperties(struct(made.properties));
      return response;
    }, true),
    update: answer((call) => {
      const { request } = call;
      const properties = provider.update(
        typeOf(call),
        request.getId(),
        plain(request.getOlds()),
        oldInputs(call),
        plain(request.getNews()),
        request.getPreview(),
      );
      const response = new responses.UpdateResponse();
      response.setProperties(struct(properties));
      return response;
    }, true),
    delete: answer((call) => {
      provider.delete(typeOf(call), call.request.getId(), plain(call.request.getProperties()));
      return new wire.Empty();
    }, true),
    read: answer((call) => {
      const { request } = call;
      const found = provider.read(
        typeOf(call),
        request.getId(),
        plain(request.getProperties()),
        plain(request.getInputs()),
      );
      const response = new responses.ReadResponse();
      if (found) {
        response.setId(found.id ?? request.getId());
        response.setProperties(struct(found.properties));
        response.setInputs(struct(found.inputs));
      }
      return response;
    }),
    cancel: answer(() => new wire.Empty()),
    invoke: answer((call) => {
      throw new Refused(
        `the sandbox answers no invokes, and the program made one: ${call.request.getTok()} (programs of scalekit make none)`,
      );
    }),
    call: answer((call) => {
      throw new Refused(`the sandbox answers no calls, and the program made one: ${call.request.getTok()}`);
    }),
  };
}

const oldInputs = (call: Call): Properties => plain(call.request.getOldInputs() ?? call.request.getOlds());

/** Where a provider makes things: a region, or a cluster. */
const placeIn = (provider: string, config: Properties): string =>
  provider === "kubernetes" ? clusterOf(config) : regionIn(config);

/** The region of a provider's configuration. */
const regionIn = (config: Properties): string => text(config, "region");

function respond(wire: Wire, work: () => unknown, reply: Reply): void {
  try {
    reply(null, work());
  } catch (error) {
    if (error instanceof Refused) reply({ code: wire.grpc.status.FAILED_PRECONDITION, message: error.message });
    else
      reply({
        code: wire.grpc.status.UNKNOWN,
        message: `defect of the sandbox: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      });
  }
}

const KINDS = { add: "ADD", delete: "DELETE", update: "UPDATE" } as const;

function difference(
  { responses }: Wire,
  { changes, replaces, deleteBeforeReplace }: ReturnType<SimulatedProvider["diff"]>,
): unknown {
  const response = new responses.DiffResponse();
  response.setChanges(
    changes.length > 0 ? responses.DiffResponse.DiffChanges.DIFF_SOME : responses.DiffResponse.DiffChanges.DIFF_NONE,
  );
  response.setReplacesList(top(replaces));
  response.setDiffsList(top(changes.map(({ path }) => path)));
  response.setDeletebeforereplace(deleteBeforeReplace);
  for (const { path, kind, replaces: replacing } of changes) {
    const diff = new responses.PropertyDiff();
    diff.setKind(responses.PropertyDiff.Kind[replacing ? `${KINDS[kind]}_REPLACE` : KINDS[kind]] ?? 0);
    diff.setInputdiff(true);
    response.getDetaileddiffMap().set(path, diff);
  }
  response.setHasdetaileddiff(true);
  return response;
}

/** Lists of changed properties name top-level ones; the paths are in the detailed diff. */
const top = (paths: readonly string[]): readonly string[] => [
  ...new Set(paths.map((path) => path.split(/[.[]/)[0] ?? path)),
];

/** A protobuf struct has no undefined. */
function defined(properties: Properties): Properties {
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, definedValue(value)]),
  );
}
function definedValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((member: unknown) => (isEmpty(member) ? null : definedValue(member)));
  return isRecord(value) ? defined(value) : value;
}
