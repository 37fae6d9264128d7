import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { named, ofType } from "./find";
import { registerIn } from "./monitor";

test("records what a program registers, with relations by logical name", async () => {
  const resources = await registerIn(() => {
    const parent = new pulumi.ComponentResource("test:a:B", "house");
    const vpc = new aws.ec2.Vpc(
      "vpc",
      { cidrBlock: "10.0.0.0/16" },
      { parent, ignoreChanges: ["tags"], protect: true },
    );
    new aws.ssm.Parameter("p", { type: "SecureString", value: pulumi.secret(pulumi.interpolate`${vpc.arn}!`) });
  });
  expect(resources.map(({ name, custom }) => [name, custom])).toEqual([
    ["house", false],
    ["vpc", true],
    ["p", true],
  ]);
  expect(named(resources, "vpc")).toMatchObject({ parent: "house", ignoreChanges: ["tags"], protect: true });
  expect(ofType(resources, "aws:ssm/parameter:Parameter")[0]).toMatchObject({
    inputs: { value: "arn:aws:ec2:eu-west-1:123456789012:vpc/vpc-auto!" },
    secrets: ["value"],
    dependsOn: ["vpc"],
    parent: undefined,
  });
});

test("what is computed is unknown in a preview", async () => {
  let applied = false;
  await registerIn(
    () => {
      new aws.ec2.Vpc("vpc", {}).arn.apply(() => {
        applied = true;
      });
    },
    { preview: true },
  );
  expect(applied).toBe(false);
});

test("an error of the program and an invoke reach the caller", async () => {
  await expect(
    registerIn(() => {
      throw new Error("broken");
    }),
  ).rejects.toThrow("broken");
  await expect(registerIn(() => aws.getCallerIdentity())).rejects.toThrow("make no invokes");
});
