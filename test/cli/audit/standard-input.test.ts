import { LARGE_BYTES } from "../../../cli/audit/large-file";
import { gather, MAXIMUM_BYTES } from "../../../cli/audit/sources";
import { readStandardInput } from "../../../cli/audit/standard-input";
import { root } from "../../support/root";

jest.setTimeout(60_000);

const MEGABYTE = 1024 * 1024;
const entry = (type: string, name: string, note = ""): string =>
  JSON.stringify({
    mode: type === "aws_ami" ? "data" : "managed",
    type,
    name,
    provider: 'provider["registry.terraform.io/hashicorp/aws"]',
    instances: [{ attributes: { id: name, bucket: name, tags: { note } } }],
  });

/** A state with a bucket at its begin and its end and so many megabytes between them, in chunks that keep to no border. */
async function* state(megabytes: number, end = "]}"): AsyncGenerator<Buffer> {
  let open = `\n {"version":4,"terraform_version":"1.9.0","lineage":"a","resources":[${entry("aws_s3_bucket", "first")}`;
  for (let count = 0; count < megabytes; count++) {
    open += `,\n${entry("aws_ami", `image-${count}`, "né".repeat(MEGABYTE / 3))}`;
    const bytes = Buffer.from(open);
    yield bytes.subarray(0, -1);
    open = bytes.subarray(-1).toString("latin1");
  }
  yield Buffer.from(`${open},${entry("aws_s3_bucket", "last")}${end}`);
}

test.each([
  ["small", 2],
  ["large", LARGE_BYTES / MEGABYTE + 20],
])("a %s state is read to its end", async (_, megabytes) => {
  const given = await readStandardInput(state(megabytes));
  const gathered = gather([], { cwd: root, given: [{ name: "standard input", ...given }] });
  if ("problems" in gathered) throw new Error(JSON.stringify(gathered.problems));
  expect(gathered.resources.map(({ name }) => name)).toEqual(["aws_s3_bucket.first", "aws_s3_bucket.last"]);
  expect(gathered.skipped).toEqual([]);
});

test("one that is larger than what may be read whole is read too, and never stands in memory as a whole", async () => {
  const { text } = await readStandardInput(state(MAXIMUM_BYTES / MEGABYTE + 40));
  expect(text.length).toBeLessThan(MEGABYTE);
});

test("one that was cut off is told of without a word of it", async () => {
  await expect(readStandardInput(state(LARGE_BYTES / MEGABYTE + 20, ""))).rejects.toMatchObject({
    problem: { code: "SK3040", message: "standard input cannot be read: it was cut off" },
  });
});

test("YAML is read whole, up to what files may have", async () => {
  async function* objects(megabytes: number): AsyncGenerator<string> {
    for (let count = 0; count < megabytes; count++) yield `# ${"x".repeat(MEGABYTE)}\n`;
    yield "apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n";
  }
  expect((await readStandardInput(objects(1))).text).toMatch(/name: shop/);
  await expect(readStandardInput(objects(MAXIMUM_BYTES / MEGABYTE + 1))).rejects.toMatchObject({
    problem: { code: "SK3040", message: "standard input is larger than 200 MB" },
  });
});
