import { Key, type KeyComponentArgs } from "../../../components/security/key";
import { keyPolicy, type Statement } from "../../../components/security/key-policy";
import { named } from "../support/find";
import { registerIn } from "../support/monitor";

const base: KeyComponentArgs = { alias: "alias/shop-prod", account: "123456789012", region: "eu-west-1" };
const build = (more: Partial<KeyComponentArgs> = {}) => registerIn(() => new Key("key", { ...base, ...more }));

const statements = (): Statement[] =>
  JSON.parse(keyPolicy({ partition: "aws", region: "eu-west-1", account: "123456789012" })).Statement;
const statement = (sid: string): Statement | undefined => statements().find(({ Sid }) => Sid === sid);
const actions = (of: Statement | undefined): string[] => [of?.Action ?? []].flat();

describe("a key", () => {
  test("is rotated, protected, and deleted only after the longest time that KMS offers", async () => {
    const key = named(await build(), "key-key");
    expect(key.inputs).toMatchObject({ enableKeyRotation: true, deletionWindowInDays: 30 });
    expect(key.protect).toBe(true);
    expect((await build({ protect: false })).some(({ protect }) => protect)).toBe(false);
  });

  test("has its alias with or without the prefix written", async () => {
    const aliasOf = async (alias: string) => named(await build({ alias }), "key-alias").inputs.name;
    expect(await aliasOf("alias/shop-prod")).toBe("alias/shop-prod");
    expect(await aliasOf("shop-prod")).toBe("alias/shop-prod");
  });
});

describe("a key's policy", () => {
  test("lets administrators manage the key but neither use it nor hand its use out", () => {
    const allowed = actions(statement("Administer"));
    expect(allowed).toContain("kms:Put*");
    for (const use of [
      "kms:*",
      "kms:Create*",
      "kms:CreateGrant",
      "kms:Encrypt",
      "kms:Decrypt",
      "kms:GenerateDataKey*",
    ]) {
      expect(allowed).not.toContain(use);
    }
  });

  test("allows use through the services that hold data, in this region only", () => {
    const via = statement("UseThroughServices")?.Condition?.StringEquals?.["kms:ViaService"];
    expect(via).toEqual(
      ["rds", "elasticache", "secretsmanager", "ssm", "ec2"].map((service) => `${service}.eu-west-1.amazonaws.com`),
    );
  });

  test("every grant is for an AWS resource", () => {
    const granting = statements().filter((each) => actions(each).includes("kms:CreateGrant"));
    expect(granting).toHaveLength(2);
    for (const each of granting) expect(each.Condition?.Bool).toEqual({ "kms:GrantIsForAWSResource": "true" });
  });

  test("CloudWatch Logs may use it for log groups of this account", () => {
    expect(statement("EncryptLogGroups")).toMatchObject({
      Principal: { Service: "logs.eu-west-1.amazonaws.com" },
      Condition: {
        ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-west-1:123456789012:log-group:*" },
      },
    });
  });

  test("CloudWatch may use it to publish to topics of this account, so that alarms reach an encrypted one", () => {
    expect(statement("PublishAlarms")).toMatchObject({
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Condition: { ArnLike: { "kms:EncryptionContext:aws:sns:topicArn": "arn:aws:sns:eu-west-1:123456789012:*" } },
    });
  });

  test("names no principal that a new account lacks, and no open one without a condition on the account", () => {
    for (const { Principal, Condition } of statements()) {
      const text = JSON.stringify(Principal);
      expect(text).not.toContain("aws-service-role");
      if (text.includes('"*"')) expect(Condition?.StringEquals).toEqual({ "kms:CallerAccount": "123456789012" });
    }
  });

  test("takes further statements", async () => {
    const more: Statement = { Sid: "Cdn", Effect: "Allow", Principal: "*", Action: "kms:Decrypt", Resource: "*" };
    const policy = JSON.parse(String(named(await build({ statements: [more] }), "key-key").inputs.policy));
    expect(policy.Statement.at(-1)).toEqual(more);
  });
});
