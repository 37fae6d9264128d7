import { quotaBasis, quotaValue } from "../../../blueprints/capacity/quotas";
import { accountClients } from "../../../stacks/account/clients";
import { readQuota, readQuotas } from "../../../stacks/account/quota-values";
import { quotaServer } from "../../support/quota-server";
import { withMoto } from "./moto";

const CREDENTIALS = {
  AWS_ACCESS_KEY_ID: "testing",
  AWS_SECRET_ACCESS_KEY: "testing",
  AWS_EC2_METADATA_DISABLED: "true",
};

describe("quotas of an account", () => {
  const kept = { ...process.env };
  beforeAll(() => Object.assign(process.env, CREDENTIALS));
  afterAll(() => {
    process.env = kept;
  });
  const clients = (endpoint: string) => (region: string) => accountClients({ region, endpoint });

  it("are the account's own, by code, and by name over several pages where no code is published", async () => {
    const filler = Array.from({ length: 5 }, (_, at) => ({
      service: "cloudfront",
      code: `L-${at}`,
      name: `another ${at}`,
      value: at,
    }));
    const server = await quotaServer(
      [
        ...filler,
        { service: "cloudfront", code: "L-X", name: "Requests per second per distribution", value: 400_000 },
        { service: "elasticloadbalancing", code: "L-7E6692B2", name: "Targets", value: 2500 },
        { service: "lambda", code: "L-B99A9384", name: "Concurrent executions", value: 10 },
        { service: "ec2", code: "L-1216C47A", name: "Running On-Demand Standard instances", value: 64 },
      ],
      2,
    );
    try {
      const quotas = await readQuotas(["eu-west-1", "us-west-2"], clients(server.endpoint));
      expect(quotas).toHaveLength(1 + 3 * 2);
      expect(quotaValue(quotas, "edge", "eu-west-1")).toBe(400_000);
      expect(quotaValue(quotas, "targets", "us-west-2")).toBe(2500);
      expect(quotaValue(quotas, "functions", "eu-west-1")).toBe(10);
      expect(quotaValue(quotas, "vcpus", "eu-west-1")).toBe(64);
      expect(quotaBasis(quotas, "vcpus", "eu-west-1")).toEqual({ kind: "account" });
      expect(server.asked.filter((call) => call === "ListServiceQuotas")).toHaveLength(3);
    } finally {
      await server.stop();
    }
  });

  it("that nobody tells say why, and the documented defaults stand for them", async () => {
    const server = await quotaServer([]);
    try {
      const quotas = await readQuotas(["eu-west-1"], clients(server.endpoint));
      expect(quotas.every(({ value, why }) => value === undefined && (why ?? "") !== "")).toBe(true);
      expect(quotaValue(quotas, "targets", "eu-west-1")).toBe(1000);
      expect(quotaBasis(quotas, "targets", "eu-west-1").kind).toBe("documented");
      // A new account's five virtual CPUs are nobody's default.
      expect(quotaValue(quotas, "vcpus", "eu-west-1")).toBeUndefined();
    } finally {
      await server.stop();
    }
  });
});

withMoto("quotas of an account that moto plays", (endpoint) => {
  it("are read where it knows them, and say why where it does not", async () => {
    const { quotas } = accountClients({ region: "eu-west-1", endpoint: endpoint() });
    expect(await readQuota(quotas, { service: "vpc", code: "L-F678F1CE" })).toEqual({ value: 5, why: "" });
    expect(await readQuota(quotas, { service: "ec2", code: "L-1216C47A" })).toMatchObject({
      why: expect.stringMatching(/./),
    });
  });
});
