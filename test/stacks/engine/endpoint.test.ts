import permissions from "../../../blueprints/facts/permissions.json";
import { type ProgramFor, runUp } from "../../../stacks/engine";
import { awsFor } from "../../../stacks/programs/provider";
import { servicesOf } from "../../support/services";
import { makeWorld, planOf, stackOf, Toy, type World } from "./world";

// What `--endpoint` becomes on the wire: the requests in which the engine tells the AWS provider how to be, as the
// provider gets them (its own process, over gRPC).
jest.setTimeout(120_000);

let world: World;
beforeEach(() => {
  world = makeWorld();
});
afterEach(() => world.close());

const program: ProgramFor = (plan, stack, context) => async () => {
  const { aws: provider } = awsFor(plan, stack, context).providers;
  new Toy("aws:ec2/vpc:Vpc", "network", { cidr: "10.0.0.0/16" }, { ...(provider && { provider }) });
  return {};
};

/** Requests about the stack's own provider, which alone says in which region it is. */
async function requests(more: { endpoint?: string }) {
  const settings = await world.settings(planOf([stackOf("eu-west-1")]), program, more);
  const { status } = await runUp({ ...settings, confirm: async () => true });
  expect(status).toBe("done");
  const own = world.configs().filter(({ config }) => config.region === "eu-west-1");
  expect(new Set(own.map(({ request }) => request))).toEqual(new Set(["checkConfig", "configure"]));
  return own.map(({ config }) => config);
}

test("the AWS provider is told to send every service that components use to the emulator", async () => {
  const endpoint = "http://127.0.0.1:5000";
  const services = servicesOf(Object.keys(permissions.types));
  expect(services).toEqual(expect.arrayContaining(["ec2", "elasticache", "rds", "route53", "sts"]));
  for (const config of await requests({ endpoint })) {
    const [endpoints = {}] = JSON.parse(String(config.endpoints)) as Record<string, string>[];
    expect(services.map((service) => [service, endpoints[service]])).toEqual(
      services.map((service) => [service, endpoint]),
    );
    expect(config).toMatchObject({
      s3UsePathStyle: "true",
      skipCredentialsValidation: "true",
      skipMetadataApiCheck: "true",
      skipRegionValidation: "true",
      skipRequestingAccountId: "true",
    });
  }
});

test("without it the provider is told of no endpoint and asks AWS who it is", async () => {
  for (const config of await requests({})) {
    const said = Object.entries(config).filter(
      ([name]) => /^(endpoints|skip|s3Use)/.test(name) && name !== "skipRegionValidation",
    );
    // The SDK writes some of its defaults out; that regions are not validated is one.
    expect(said.filter(([, value]) => value !== "false")).toEqual([]);
  }
});
