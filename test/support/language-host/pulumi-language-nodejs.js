#!/usr/bin/env node
// A stand-in for Pulumi's Node language host, for tests only: where the real one is absent (it is no Go module that a
// proxy has), this runs a program by the SDK's own `cmd/run`, as the real one does. Serves what up, preview and destroy ask.
const { spawn } = require("node:child_process");
const path = require("node:path");
const grpc = require("@grpc/grpc-js");
const services = require("@pulumi/pulumi/proto/language_grpc_pb");
const language = require("@pulumi/pulumi/proto/language_pb");
const plugin = require("@pulumi/pulumi/proto/plugin_pb");
const { Empty } = require("google-protobuf/google/protobuf/empty_pb");

const engineAddress = process.argv.slice(2).find((word) => !word.startsWith("-"));

function run(call, callback) {
  const request = call.request;
  const info = request.getInfo();
  const folder = info?.getProgramDirectory() || request.getPwd();
  const entry = info?.getEntryPoint() || request.getProgram() || ".";
  const config = Object.fromEntries(request.getConfigMap().entries());
  const words = [
    require.resolve("@pulumi/pulumi/cmd/run"),
    "--monitor",
    request.getMonitorAddress(),
    "--engine",
    engineAddress,
    "--project",
    request.getProject(),
    "--stack",
    request.getStack(),
    "--organization",
    request.getOrganization(),
    "--pwd",
    request.getPwd() || folder,
    "--root-directory",
    info?.getRootDirectory() || folder,
    "--parallel",
    String(request.getParallel()),
    ...(request.getDryrun() ? ["--dry-run"] : []),
    path.resolve(folder, entry),
  ];
  const child = spawn(process.execPath, words, {
    cwd: request.getPwd() || folder,
    stdio: ["ignore", "inherit", "inherit"],
    env: {
      ...process.env,
      PULUMI_CONFIG: JSON.stringify(config),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    },
  });
  child.on("exit", (code) => {
    const response = new language.RunResponse();
    // 32: the program failed and said why already (cmd/run).
    if (code === 32) response.setBail(true);
    else if (code !== 0) response.setError(`program exited with ${code}`);
    callback(null, response);
  });
}

/** A policy pack, as the real host starts one: `cmd/run-policy-pack ENGINE PROGRAM`, its output streamed to the engine. */
function runPlugin(call) {
  const { request } = call;
  const folder = request.getInfo()?.getProgramDirectory() || request.getPwd();
  const words = [require.resolve("@pulumi/pulumi/cmd/run-policy-pack"), ...request.getArgsList(), folder];
  const env = Object.fromEntries(request.getEnvList().map((line) => line.split(/=(.*)/s).slice(0, 2)));
  const child = spawn(process.execPath, words, {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const send = (set) => (value) => {
    const response = new language.RunPluginResponse();
    response[set](value);
    call.write(response);
  };
  child.stdout.on("data", send("setStdout"));
  child.stderr.on("data", send("setStderr"));
  child.on("exit", (code) => {
    send("setExitcode")(code ?? 1);
    call.end();
  });
  call.on("cancelled", () => child.kill());
}

const answers = {
  run,
  runPlugin,
  getRequiredPlugins: (_call, callback) => callback(null, new language.GetRequiredPluginsResponse()),
  getRequiredPackages: (_call, callback) => callback(null, new language.GetRequiredPackagesResponse()),
  getPluginInfo: (_call, callback) => {
    const info = new plugin.PluginInfo();
    info.setVersion("1.0.0");
    callback(null, info);
  },
  handshake: (_call, callback) => callback(null, new language.LanguageHandshakeResponse()),
  cancel: (_call, callback) => callback(null, new Empty()),
};
const unimplemented = (_call, callback) =>
  callback({ code: grpc.status.UNIMPLEMENTED, message: "not in this stand-in" });
const server = new grpc.Server();
server.addService(
  services.LanguageRuntimeService,
  Object.fromEntries(
    Object.keys(services.LanguageRuntimeService).map((name) => [name, answers[name] ?? unimplemented]),
  ),
);
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  process.stdout.write(`${port}\n`);
});
