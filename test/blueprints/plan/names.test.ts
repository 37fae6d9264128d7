import * as fc from "fast-check";
import facts from "../../../blueprints/facts/naming.json";
import { fitted, type NamedType, namesOf } from "../../../blueprints/plan/names";
import { nodePorts, rulePriorities } from "../../../blueprints/plan/stable-numbers";

const types = Object.keys(facts.types) as NamedType[];

describe("computed names", () => {
  const names = namesOf("shop", "prod");

  test("are what a person expects while they fit", () => {
    expect({
      stack: names.stack("eu-west-1"),
      alias: names.keyAlias(),
      cluster: names.auroraCluster("orders", "eu-west-1"),
      global: names.globalCluster("orders"),
      cache: names.replicationGroup("sessions"),
      bucket: names.bucket("static", "eu-west-1", "111122223333"),
      secret: names.secret("orders"),
      endpoints: names.endpoints("orders"),
    }).toEqual({
      stack: "prod-eu-west-1",
      alias: "alias/shop-prod",
      cluster: "shop-prod-orders-eu-west-1",
      global: "shop-prod-orders",
      cache: "shop-prod-sessions",
      bucket: "shop-prod-static-eu-west-1-111122223333",
      secret: "shop/prod/orders/credentials",
      endpoints: {
        writer: "/shop/prod/orders/writer",
        reader: "/shop/prod/orders/reader",
        port: "/shop/prod/orders/port",
      },
    });
  });

  test("keep to the type's limit and characters, whatever is asked for", () => {
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.string({ minLength: 1, maxLength: 1200 }), (type, wanted) => {
        const rule: { maxLength: number; characters: string } = facts.types[type];
        const name = fitted(type, wanted);
        expect(name.length).toBeLessThanOrEqual(rule.maxLength);
        expect(name).toMatch(new RegExp(`^[${rule.characters}]+$`));
      }),
    );
  });

  test("that are cut to the same beginning stay apart", () => {
    const long = "a".repeat(80);
    expect(fitted("rds-cluster", `${long}-one`)).not.toBe(fitted("rds-cluster", `${long}-two`));
    expect(fitted("rds-cluster", `${long}-one`)).toHaveLength(63);
    expect(fitted("rds-cluster", "a--b")).not.toBe(fitted("rds-cluster", "a-b"));
  });

  test("avoid the parameter paths that AWS keeps for itself", () => {
    expect(namesOf("awsome", "prod").parameterPrefix("web")).toBe("/scalekit/awsome/prod/web");
  });
});

describe("numbers that follow from names", () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}[a-z0-9]$/);

  test("are different for each service, in range, and do not depend on the order", () => {
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 60 }), (services) => {
        const ports = nodePorts(services);
        expect(new Set(ports.values()).size).toBe(services.length);
        for (const port of ports.values()) expect(port >= 30000 && port <= 32767).toBe(true);
        expect([...nodePorts([...services].reverse())].sort()).toEqual([...ports].sort());
      }),
    );
  });

  test("stay when another service comes, unless the two fall on one number", () => {
    const before = nodePorts(["cart", "search", "web"]);
    const after = nodePorts(["admin", "billing", "cart", "search", "web"]);
    for (const [service, port] of before) expect(after.get(service)).toBe(port);
  });

  test("put more specific paths first", () => {
    const priorities = rulePriorities({
      web: ["/*"],
      api: ["/api/*"],
      admin: ["/api/admin/*"],
      both: ["/*", "/deep/path/*"],
    });
    const of = (service: string) => priorities.get(service) ?? Number.NaN;
    expect(of("admin")).toBeLessThan(of("api"));
    expect(of("api")).toBeLessThan(of("web"));
    expect(of("api")).toBeLessThan(of("both"));
    for (const priority of priorities.values()) expect(priority >= 1 && priority <= 50000).toBe(true);
  });

  test("leave the last priority to the probes' rule, whatever the services are called", () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(rulePriorities({ [name]: ["/*"] }).get(name)).toBeLessThan(50000);
      }),
    );
  });
});
