/**
 * A simulated provider for the engine's tests: any type, a cloud that is a folder with one JSON file a resource.
 * It behaves by inputs, so that a test can say what should go wrong:
 *   delayMs       how long create, update and delete take
 *   failWhen      a file; while it exists, create and update fail
 *   invalid       the resource is refused before anything is made
 *   engine        a change of it replaces
 *   deletionProtection   delete is refused while it is true
 * Every call is appended to calls.log with its time, so that tests can see order and overlap; what the provider is told
 * to be is appended to config.log.
 */
const fs = require("node:fs");
const path = require("node:path");
const grpc = require("@grpc/grpc-js");
const structs = require("google-protobuf/google/protobuf/struct_pb");
const empty = require("google-protobuf/google/protobuf/empty_pb");
const proto = require("@pulumi/pulumi/proto/provider_pb");
const plugin = require("@pulumi/pulumi/proto/plugin_pb");
const services = require("@pulumi/pulumi/proto/provider_grpc_pb");

const cloud = process.env.TOY_CLOUD;
const fileOf = (id) => path.join(cloud, `${encodeURIComponent(id)}.json`);
const toJs = (value) => (value ? value.toJavaScript() : {});
const toStruct = (value) => structs.Struct.fromJavaScript(value);
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms ?? 0));
const idOf = (urn) =>
  urn
    .split("::")
    .slice(1)
    .join("/")
    .replace(/[^A-Za-z0-9-]+/g, "-");
const note = (what, urn) =>
  fs.appendFileSync(
    path.join(cloud, "calls.log"),
    `${Date.now()} ${what} ${urn.split("::")[0].split(":")[2]} ${urn.split("::").pop()}\n`,
  );

const noteConfig = (request, config) =>
  fs.appendFileSync(path.join(cloud, "config.log"), `${JSON.stringify({ request, config: toJs(config) })}\n`);

async function change(what, urn, inputs) {
  note(`${what}-start`, urn);
  await sleep(inputs.delayMs);
  if (inputs.failWhen && fs.existsSync(inputs.failWhen))
    throw new Error(`the cloud refused ${what} of ${urn.split("::").pop()}`);
  const id = idOf(urn);
  const outputs = { ...inputs, arn: `arn:toy:${id}` };
  fs.writeFileSync(fileOf(id), JSON.stringify({ urn, outputs }));
  note(`${what}-end`, urn);
  return { id, outputs };
}

const methods = {
  getPluginInfo: async () => new plugin.PluginInfo().setVersion("7.48.0"),
  handshake: async () => new proto.ProviderHandshakeResponse().setAcceptSecrets(true).setAcceptResources(true),
  checkConfig: async (q) => {
    noteConfig("checkConfig", q.getNews());
    return new proto.CheckResponse().setInputs(q.getNews());
  },
  diffConfig: async () => new proto.DiffResponse().setChanges(1),
  configure: async (q) => {
    noteConfig("configure", q.getArgs());
    return new proto.ConfigureResponse()
      .setAcceptsecrets(true)
      .setSupportspreview(true)
      .setAcceptresources(true)
      .setAcceptoutputs(true);
  },
  check: async (q) => {
    const { invalid } = toJs(q.getNews());
    const failures = invalid ? [new proto.CheckFailure().setProperty("invalid").setReason("must not be")] : [];
    return new proto.CheckResponse().setInputs(q.getNews()).setFailuresList(failures);
  },
  diff: async (q) => {
    const [olds, news] = [toJs(q.getOldInputs() ?? q.getOlds()), toJs(q.getNews())];
    const keys = [...new Set([...Object.keys(olds), ...Object.keys(news)])];
    const changed = keys.filter((key) => JSON.stringify(olds[key]) !== JSON.stringify(news[key]));
    return new proto.DiffResponse()
      .setChanges(changed.length ? 2 : 1)
      .setDiffsList(changed)
      .setReplacesList(changed.filter((key) => key === "engine"))
      .setDeletebeforereplace(true);
  },
  create: async (q) => {
    const inputs = toJs(q.getProperties());
    if (q.getPreview()) return new proto.CreateResponse().setProperties(q.getProperties());
    const { id, outputs } = await change("create", q.getUrn(), inputs);
    return new proto.CreateResponse().setId(id).setProperties(toStruct(outputs));
  },
  update: async (q) => {
    const inputs = toJs(q.getNews());
    if (q.getPreview()) return new proto.UpdateResponse().setProperties(q.getNews());
    return new proto.UpdateResponse().setProperties(toStruct((await change("update", q.getUrn(), inputs)).outputs));
  },
  read: async (q) => {
    const file = fileOf(q.getId());
    if (!fs.existsSync(file)) return new proto.ReadResponse();
    const { outputs } = JSON.parse(fs.readFileSync(file, "utf8"));
    const { arn, ...inputs } = outputs;
    return new proto.ReadResponse().setId(q.getId()).setProperties(toStruct(outputs)).setInputs(toStruct(inputs));
  },
  delete: async (q) => {
    const file = fileOf(q.getId());
    const props = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")).outputs : {};
    if (props.deletionProtection) throw new Error(`${q.getId()} has deletion protection`);
    note("delete-start", q.getUrn());
    await sleep(props.delayMs);
    fs.rmSync(file, { force: true });
    note("delete-end", q.getUrn());
    return new empty.Empty();
  },
  cancel: async () => new empty.Empty(),
  attach: async () => new empty.Empty(),
  getSchema: async () => new proto.GetSchemaResponse().setSchema("{}"),
};

const handlers = Object.fromEntries(
  Object.entries(methods).map(([name, method]) => [
    name,
    (call, callback) =>
      method(call.request).then(
        (answer) => callback(null, answer),
        (error) => callback({ code: grpc.status.UNKNOWN, message: error.message }),
      ),
  ]),
);
const server = new grpc.Server();
server.addService(services.ResourceProviderService, handlers);
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  process.stdout.write(`${port}\n`);
});
// The engine going away without a word (kill -9) must not leave this process behind.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && process.exit(0), 500);
