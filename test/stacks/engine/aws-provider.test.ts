import { awsProviderArgs } from "../../../stacks/engine";

const context = { handed: {}, account: "111122223333", sandbox: false };

test("a real run is held to the account that the plan was made for", () => {
  expect(awsProviderArgs("eu-west-1", context)).toEqual({ region: "eu-west-1", allowedAccountIds: ["111122223333"] });
});

test("the placeholder and the sandbox hold a run to no account", () => {
  expect(awsProviderArgs("eu-west-1", { ...context, account: "000000000000" })).toEqual({ region: "eu-west-1" });
  expect(awsProviderArgs("eu-west-1", { ...context, sandbox: true })).toEqual({ region: "eu-west-1" });
});

test("--endpoint sends every service to the emulator and leaves out what only AWS can answer", () => {
  const args = awsProviderArgs("eu-west-1", { ...context, endpoint: "http://127.0.0.1:5000" });
  const [endpoints] = args.endpoints as Record<string, string>[];
  expect(new Set(Object.values(endpoints ?? {}))).toEqual(new Set(["http://127.0.0.1:5000"]));
  expect(Object.keys(endpoints ?? {})).toEqual(expect.arrayContaining(["ec2", "rds", "route53", "s3", "sts", "iam"]));
  expect(args).toMatchObject({ s3UsePathStyle: true, skipCredentialsValidation: true, skipRequestingAccountId: true });
  expect(args).not.toHaveProperty("allowedAccountIds");
});
