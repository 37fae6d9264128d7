import { asOneCluster } from "../../../blueprints/graph/readers/one-cluster";
import { type Read, readAny } from "../../../blueprints/graph/readers/read";

function file(name: string, ...objects: readonly string[]): { readonly name: string; readonly value: Read } {
  const text = objects.map((kind) => `apiVersion: v1\nkind: ${kind}\nmetadata: { name: web }\n`).join("---\n");
  const outcome = readAny(text, { file: name });
  if (!outcome.ok) throw new Error(outcome.problems[0]?.message);
  return { name, value: outcome.value };
}

const stacks = (...files: Parameters<typeof asOneCluster>[0]) =>
  asOneCluster(files).flatMap(({ value }) => value.resources.map(({ id, stack }) => [id, stack]));

describe("manifests in several files", () => {
  it("are one cluster's, so that objects find each other", () => {
    expect(stacks(file("app/web.yaml", "Service"), file("base/pods.yaml", "Pod"))).toEqual([
      ["kubernetes::kubernetes::core/v1:Service::web", "kubernetes"],
      ["kubernetes::kubernetes::core/v1:Pod::web", "kubernetes"],
    ]);
  });

  it("are a folder's own where two folders have the same object", () => {
    const files = [
      file("eu/a.yaml", "Service"),
      file("eu/b.yaml", "Pod"),
      file("us/a.yaml", "Service"),
      file("us/b.yaml", "Pod"),
    ];
    expect(stacks(...files).map(([, stack]) => stack)).toEqual(["eu", "eu", "us", "us"]);
  });

  it("stay a file's own where one folder has an object twice", () => {
    const files = [file("all/a.yaml", "Service"), file("all/b.yaml", "Service")];
    expect(new Set(stacks(...files).map(([, stack]) => stack)).size).toBe(2);
  });

  it("stay as they are where there is one", () => {
    const [one] = [file("web.yaml", "Service")];
    expect(asOneCluster([one])).toEqual([one]);
  });
});
