import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import facts from "../../../blueprints/facts/import-ids.json";
import { importId, isImportable } from "../../../blueprints/graph/import-id";
import { exampleGraph } from "../../support/examples";
import { root } from "../../support/root";

jest.setTimeout(60_000);

const of = (type: string, values: Readonly<Record<string, string>>) => importId(type, (name) => values[name]);

/** What the SDK's own documentation of a resource says of importing it. */
function documented(type: string): string | undefined {
  const [provider, path = "", name = ""] = type.split(":");
  const [module = "", file = ""] = path.split("/");
  const folder = join(root, "node_modules", "@pulumi", String(provider));
  const page = join(
    folder,
    module === "index" ? "" : module,
    `${file || name.charAt(0).toLowerCase() + name.slice(1)}.d.ts`,
  );
  if (!existsSync(page)) throw new Error(`no documentation of ${type}`);
  return /pulumi import \S+ \S+ (.*)/.exec(readFileSync(page, "utf8"))?.[1];
}

describe("the id that an import wants", () => {
  it("is the provider's own for most types", () => {
    expect(of("aws:ec2/vpc:Vpc", { id: "vpc-1" })).toBe("vpc-1");
  });

  it("is made of several values for some", () => {
    expect(of("aws:ec2/route:Route", { id: "r-1", routeTableId: "rtb-1", destinationCidrBlock: "0.0.0.0/0" })).toBe(
      "rtb-1_0.0.0.0/0",
    );
    expect(
      of("aws:ec2/routeTableAssociation:RouteTableAssociation", { gatewayId: "igw-1", routeTableId: "rtb-1" }),
    ).toBe("igw-1/rtb-1");
    expect(of("aws:rds/instance:Instance", { id: "db-ABC", identifier: "orders" })).toBe("orders");
  });

  it("is not known where one of them is not", () => {
    expect(of("aws:ec2/route:Route", { routeTableId: "rtb-1" })).toBeUndefined();
    expect(of("aws:ec2/vpc:Vpc", {})).toBeUndefined();
  });

  it("is none for what cannot be imported, and for random values, whose id would be the secret", () => {
    expect(isImportable("aws:acm/certificateValidation:CertificateValidation")).toBe(false);
    expect(isImportable("random:index/randomPassword:RandomPassword")).toBe(false);
  });

  it("is documented by the SDK for every type that a plan makes, but for those listed as not importable", async () => {
    const graphs = await Promise.all([exampleGraph("shop", "global"), exampleGraph("saas", "global")]);
    const types = new Set(graphs.flat().flatMap(({ custom, type }) => (custom && /^aws:/.test(type) ? type : [])));
    const without = [...types].filter((type) => documented(type) === undefined);
    expect(without.filter((type) => isImportable(type))).toEqual([]);
  });

  it.each(Object.entries(facts.formats))("of %s has as many parts as in the SDK's example", (type, format) => {
    const separators = format.replace(/\{[^}]+\}/g, "").replaceAll("zones", "");
    const example = documented(type) ?? "";
    for (const separator of new Set(separators)) expect(example).toContain(separator);
  });
});
