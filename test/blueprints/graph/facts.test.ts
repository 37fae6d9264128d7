import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Property, type Shape, terraformType, tokenShape } from "../../../blueprints/graph/readers/aws-shapes";
import { propertyNamed } from "../../../blueprints/graph/readers/cloudformation/types";
import aws from "../../../blueprints/graph/readers/facts/aws.json";
import cloudFormation from "../../../blueprints/graph/readers/facts/cloudformation.json";
import generated from "../../../blueprints/graph/readers/facts/cloudformation-types.json";
import others from "../../../blueprints/graph/readers/facts/terraform-others.json";
import { TYPES } from "../../../policies/types";
import { describeWithOracle, oracleFacts, terraformType as oracleType } from "../../support/oracle";
import terraformNames from "../../support/terraform-names.json";

const hand: Readonly<
  Record<string, { readonly token: string; readonly properties?: Readonly<Record<string, unknown>> }>
> = cloudFormation.types;

function along(shape: Shape | undefined, path: string): Property | undefined {
  let at: Property | undefined;
  let inside = shape;
  for (const step of path.replace(/\[\d+\]/g, "").split(".")) {
    at = propertyNamed(inside, step);
    inside = at?.shape;
  }
  return at;
}

describe("the readers' tables", () => {
  it("know every AWS and Kubernetes type that a rule names", () => {
    const tokens = Object.values(TYPES);
    expect(tokens.filter((token) => token.startsWith("aws:") && !tokenShape(token))).toEqual([]);
    const kinds = new Set(Object.values(others.kubernetes).map((kind) => `kubernetes:${kind}`));
    expect(tokens.filter((token) => token.startsWith("kubernetes:") && !kinds.has(token))).toEqual([]);
  });

  it("give a Pulumi type to no two Terraform types but the provider's own aliases", () => {
    const byToken = new Map<string, string[]>();
    for (const [type, text] of Object.entries(aws.types)) {
      const token = text.split(" ")[0] ?? "";
      byToken.set(token, [...(byToken.get(token) ?? []), type]);
    }
    const shared = [...byToken.values()].filter((types) => types.length > 1).flat();
    expect(shared.filter((type) => !/^aws_a?lb(_|$)/.test(type))).toEqual([]);
  });

  it("agree with the names that the sandbox's own extraction found", () => {
    const differing = Object.entries(terraformNames.names).filter(([token, type]) => {
      const ours = terraformType(type)?.token;
      return ours !== token && TYPES_NAMED.has(token);
    });
    expect(differing).toEqual([]);
  });

  it("decode every shape, each property with a name of its own", () => {
    for (const type of Object.keys(aws.types)) {
      const names = [...(terraformType(type)?.shape.values() ?? [])].map(({ pulumi }) => pulumi);
      expect([type, names.length - new Set(names).size]).toEqual([type, 0]);
    }
  });

  it("place CloudFormation's properties where Pulumi has some", () => {
    const lost = Object.entries(hand).flatMap(([type, { token, properties = {} }]) => {
      const shape = tokenShape(token);
      const places = Object.entries(properties).flatMap(([path, place]) => {
        if (typeof place === "object" && place !== null) return Object.values(place).map(String);
        const text = String(place);
        if (text === "." || text === "-") return [];
        if (text.startsWith("/")) return [text.slice(1)];
        return path.includes(".") ? [] : [text];
      });
      return shape ? places.filter((path) => !along(shape, path)).map((path) => `${type} ${path}`) : [type];
    });
    expect(lost).toEqual([]);
    expect(
      Object.values(generated.types)
        .filter((token) => !tokenShape(token))
        .slice(0, 5),
    ).toEqual([]);
  });

  it("are as complete as docs/audit/coverage.md says", () => {
    const page = readFileSync(join(__dirname, "../../../docs/audit/coverage.md"), "utf8");
    expect(page).toContain(`| ${aws.coverage.types} | ${aws.coverage.mapped} (`);
    expect(page).toContain(`| ${generated.coverage.types} | `);
  });
});

const TYPES_NAMED = new Set<string>(Object.values(TYPES));

/** The property at a path of Terraform's names, through blocks. */
function inside(type: string, path: string): Property | undefined {
  let shape = terraformType(type)?.shape;
  let at: Property | undefined;
  for (const step of path.split(".")) {
    at = shape?.get(step);
    shape = at?.shape;
  }
  return at;
}

describeWithOracle("of the provider's schema", () => {
  it("every sensitive property is a secret to the readers", () => {
    const typeOf = new Map(Object.entries(aws.types).map(([type, text]) => [text.split(" ")[0] ?? "", type]));
    const sensitive = Object.keys(terraformNames.names).flatMap((token) => {
      const type = typeOf.get(token) ?? "";
      const paths = Object.entries(oracleFacts(token) ?? {}).filter(([, fact]) => fact.sensitive);
      return paths
        .map(([path]) => [type, path] as const)
        .filter(([, path]) => type === oracleType(token) && path !== "");
    });
    expect(sensitive.length).toBeGreaterThan(100);
    expect(sensitive.filter(([type, path]) => !inside(type, path)?.secret)).toEqual([]);
  });
});
