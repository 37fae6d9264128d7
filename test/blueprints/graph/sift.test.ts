import fc from "fast-check";
import { ScanError } from "../../../blueprints/graph/readers/sift/scanner";
import { Sifter, type SiftOptions } from "../../../blueprints/graph/readers/sift/sift";

const ALL: SiftOptions = { room: 1e9, most: 1e9, matters: () => true };

function sift(text: string, options: Partial<SiftOptions> = {}, chunk = 7) {
  const sifter = new Sifter({ ...ALL, ...options });
  const bytes = Buffer.from(text);
  // One buffer for all, as a file is read: what the sifter keeps must be its own.
  const buffer = Buffer.alloc(Math.min(chunk, bytes.length));
  for (let at = 0; at < bytes.length; at += buffer.length)
    sifter.push(buffer.subarray(0, bytes.copy(buffer, 0, at, at + buffer.length)));
  return sifter.end();
}

const state = (resources: readonly unknown[]) => ({
  version: 4,
  lineage: "a",
  outputs: {},
  resources,
  check_results: null,
});
const bucket = (name: string, more: object = {}) => ({
  mode: "managed",
  type: "aws_s3_bucket",
  name,
  instances: [{ attributes: { bucket: name, ...more } }],
});

describe("a document with room for all of it comes out as it was", () => {
  test.each([
    ["a Terraform state", state([bucket("a"), bucket("b")])],
    ["an empty state", state([])],
    [
      "a Pulumi export",
      { version: 3, deployment: { manifest: {}, resources: [{ urn: "urn:pulumi:a" }, { urn: "b" }] } },
    ],
    ["a checkpoint", { version: 3, checkpoint: { stack: "s", latest: { resources: [{ urn: "urn:pulumi:a" }] } } }],
    [
      "modules within modules",
      {
        format_version: "1.0",
        values: {
          root_module: {
            resources: [{ address: "a" }],
            child_modules: [{ resources: [{ address: "b" }], child_modules: [{ resources: [{ address: "c" }] }] }],
          },
        },
      },
    ],
    ["a list of objects", { apiVersion: "v1", kind: "List", items: [{ kind: "Pod" }, { kind: "Service" }] }],
    ["keys and texts that look like syntax", state([bucket('"]},{\\'), bucket("[{\u{1f600}ü\\\\")])],
    ["lists of something else", { a: [1, "2", [3]], resource: "resources", b: [{ resources: "x" }] }],
  ])("%s, in chunks of any size", (_, document) => {
    for (const indent of [0, 2])
      for (const chunk of [1, 2, 5, 64, 1e6])
        expect(JSON.parse(sift(JSON.stringify(document, null, indent), {}, chunk).text)).toEqual(document);
  });

  test("any JSON at all, as a whole and as resources", () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.array(fc.dictionary(fc.string(), fc.jsonValue())),
        fc.integer({ min: 1, max: 40 }),
        (outputs, resources, chunk) => {
          // Data sources and the notes of providers are left out by intention.
          fc.pre(!resources.some((resource) => resource.mode === "data" || "instances" in resource));
          const document = JSON.parse(JSON.stringify({ ...state(resources), outputs }));
          expect(JSON.parse(sift(JSON.stringify(document), {}, chunk).text)).toEqual(document);
        },
      ),
    );
  });
});

test("what no reader reads is gone: data sources, notes of the provider, what a plan says twice", () => {
  const plan = {
    format_version: "1.2",
    planned_values: {
      root_module: { resources: [{ address: "aws_s3_bucket.a", mode: "managed", type: "aws_s3_bucket" }] },
    },
    resource_changes: [
      {
        address: "aws_s3_bucket.a",
        mode: "managed",
        type: "aws_s3_bucket",
        change: { before: { x: 1 }, after: { x: 2 }, after_unknown: { arn: true }, after_sensitive: { y: true } },
      },
    ],
    prior_state: { values: { root_module: { resources: [{ address: "old" }] } } },
    resource_drift: [{ address: "drift" }],
    configuration: { root_module: { resources: [{ address: "aws_s3_bucket.a", mode: "managed" }] } },
  };
  expect(JSON.parse(sift(JSON.stringify(plan)).text)).toEqual({
    ...plan,
    resource_changes: [
      {
        address: "aws_s3_bucket.a",
        mode: "managed",
        type: "aws_s3_bucket",
        change: { after_unknown: { arn: true }, after_sensitive: { y: true } },
      },
    ],
    prior_state: null,
    resource_drift: null,
  });
  const data = { mode: "data", type: "aws_ami", name: "x", instances: [] };
  const noted = { ...bucket("a"), instances: [{ attributes: {}, private: "bm90ZXM=" }] };
  const sifted = sift(JSON.stringify(state([data, noted])));
  expect(JSON.parse(sifted.text).resources).toEqual([{ ...noted, instances: [{ attributes: {} }] }]);
  expect(sifted.total).toBe(1);
});

describe("without room for all", () => {
  const large = (type: string, name: string) => ({ ...bucket(name, { note: "x".repeat(1000) }), type });
  const mixed = state([large("idle", "1"), large("judged", "2"), large("idle", "3"), large("judged", "4")]);
  const matters = (type: string) => type === "judged";
  const names = (text: string) => JSON.parse(text).resources.map(({ name }: { name: string }) => name);

  test("types that nobody judges go first, the last of them before the others", () => {
    const three = sift(JSON.stringify(mixed), { room: 3900, matters });
    expect(names(three.text)).toEqual(["1", "2", "4"]);
    expect([...three.left]).toEqual([["idle", 1]]);
    const two = sift(JSON.stringify(mixed), { room: 2900, matters });
    expect(names(two.text)).toEqual(["2", "4"]);
    expect([...two.left]).toEqual([["idle", 2]]);
  });

  test("then the last of all; every one is counted", () => {
    const one = sift(JSON.stringify(mixed), { room: 1900, matters });
    expect(names(one.text)).toEqual(["2"]);
    expect([...one.left]).toEqual([
      ["idle", 2],
      ["judged", 1],
    ]);
    expect(one.total).toBe(4);
  });

  test("no more than may be kept, however small they are", () => {
    const { text, left } = sift(JSON.stringify(mixed), { most: 2, matters });
    expect(names(text)).toEqual(["2", "4"]);
    expect([...left]).toEqual([["idle", 2]]);
  });

  test("a planned value goes with its marks and marks with their value", () => {
    const value = (address: string) => ({ address, type: "judged", values: { note: "x".repeat(1000) } });
    const marks = (address: string, size: number) => ({
      address,
      type: "judged",
      change: { after_unknown: { note: "x".repeat(size) } },
    });
    const plan = {
      planned_values: { root_module: { resources: [value("a"), value("b")] } },
      resource_changes: [marks("a", 10), marks("b", 5000)],
    };
    const { text, left } = sift(JSON.stringify(plan), { room: 3000 });
    expect(JSON.parse(text)).toMatchObject({
      planned_values: { root_module: { resources: [{ address: "a" }] } },
      resource_changes: [{ address: "a" }],
    });
    expect([...left]).toEqual([["judged", 1]]);
  });

  test("the text is never longer than the room, whatever comes", () => {
    const resource = fc.record({ type: fc.constantFrom("judged", "idle"), note: fc.string({ maxLength: 300 }) });
    fc.assert(
      fc.property(fc.array(resource, { maxLength: 40 }), fc.integer({ min: 100, max: 5000 }), (resources, room) => {
        const { text, total, left } = sift(JSON.stringify({ version: 4, resources }), { room, matters });
        expect(text.length).toBeLessThanOrEqual(room + 1);
        const kept = JSON.parse(text).resources.length;
        expect(kept + [...left.values()].reduce((sum, count) => sum + count, 0)).toBe(total);
        expect(total).toBe(resources.length);
      }),
    );
  });
});

describe("broken and hostile texts end with words", () => {
  test.each([
    ["cut off in a resource", JSON.stringify(state([bucket("a")])).slice(0, -30), "was cut off"],
    ["cut off in a text", '{"resources":[],"a":"b', "was cut off"],
    ["brackets that do not fit", '{"a":[}', "is no JSON"],
    ["a resource that is no JSON", '{"resources":[{"a":}]}', "is no JSON"],
    ["something else among resources", '{"resources":[{},7]}', "something else than objects under resources"],
    ["a text among resources", '{"resources":["a"]}', "something else than objects under resources"],
    ["endless depth", '{"a":'.repeat(300), "nested too deep"],
    ["too much beside resources", `{"a":"${"x".repeat(2000)}"}`, "too much beside resources"],
  ])("%s", (_, text, message) => {
    expect(() => sift(text, { room: 1000 })).toThrow(ScanError);
    expect(() => sift(text, { room: 1000 })).toThrow(message);
  });

  test("an entry of more than 64 MB is refused before it is parsed", () => {
    const sifter = new Sifter(ALL);
    sifter.push(Buffer.from('{"resources":[{"a":"'));
    const megabyte = Buffer.alloc(1024 * 1024, "x");
    expect(() => {
      for (let count = 0; count < 65; count++) sifter.push(megabyte);
    }).toThrow("an entry of more than 64 MB");
  });
});
