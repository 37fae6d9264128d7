import { readCdkOutput } from "../../../blueprints/graph/readers/cdk";
import { named, readingOf, refersTo, refusal } from "./read";

const template = (resources: object, more: object = {}): string => JSON.stringify({ Resources: resources, ...more });
const stack = (templateFile: string, environment = "aws://unknown-account/unknown-region") => ({
  type: "aws:cloudformation:stack",
  environment,
  properties: { templateFile },
});
const manifest = (artifacts: object): string => JSON.stringify({ version: "48.0.0", artifacts });

const FILES: Readonly<Record<string, string>> = {
  "Data.template.json": template(
    { Dead: { Type: "AWS::SQS::Queue" } },
    { Outputs: { ExportDead: { Value: { "Fn::GetAtt": ["Dead", "Arn"] }, Export: { Name: "Data:DeadArn" } } } },
  ),
  "App.template.json": template({
    Q: {
      Type: "AWS::SQS::Queue",
      Properties: { RedrivePolicy: { deadLetterTargetArn: { "Fn::ImportValue": "Data:DeadArn" } } },
    },
    M: { Type: "AWS::CDK::Metadata" },
  }),
  "assembly-Prod/manifest.json": manifest({ Prod: stack("Prod.template.json", "aws://1/us-east-1") }),
  "assembly-Prod/Prod.template.json": template({ T: { Type: "AWS::SNS::Topic" } }),
};
const open = (path: string): string | undefined => FILES[path];

const ARTIFACTS = {
  Tree: { type: "cdk:tree", properties: { file: "tree.json" } },
  Data: stack("Data.template.json", "aws://111122223333/eu-west-1"),
  App: stack("App.template.json"),
  Stage: { type: "cdk:cloud-assembly", properties: { directoryName: "assembly-Prod" } },
};

describe("a CDK output folder", () => {
  it("becomes one graph of all its stacks and stages, each in its region", () => {
    const { resources, unmapped } = readingOf(readCdkOutput(manifest(ARTIFACTS), open, { region: "eu-north-1" }));
    expect(resources.map(({ name, stack: of, region }) => `${of}/${name} ${region}`)).toEqual([
      "Data/Dead eu-west-1",
      "App/Q eu-north-1",
      "App/M eu-north-1",
      "Prod/T us-east-1",
    ]);
    expect(unmapped).toEqual({ "AWS::CDK::Metadata": 1 });
  });

  it("follows what one stack exports and another imports", () => {
    const outcome = readCdkOutput(manifest(ARTIFACTS), open);
    expect(refersTo(outcome, "Q")).toEqual({ redrivePolicy: ["Dead"] });
    expect(named(outcome, "Q").dependsOn).toEqual(["cloudformation::Data::Dead"]);
  });

  it("passes over a stack that holds checks alone", () => {
    const checks = (path: string) => (path === "Checks.template.json" ? JSON.stringify({ Rules: {} }) : open(path));
    const { resources } = readingOf(
      readCdkOutput(manifest({ ...ARTIFACTS, Checks: stack("Checks.template.json") }), checks),
    );
    expect(resources).toHaveLength(4);
  });

  it("never leaves its folder, and says which template is missing", () => {
    const asked: string[] = [];
    const outcome = readCdkOutput(
      manifest({ A: stack("../../secret.json"), B: stack("/etc/passwd"), C: stack("gone.json") }),
      (path) => {
        asked.push(path);
        return undefined;
      },
    );
    expect(asked).toEqual(["gone.json"]);
    expect(refusal(outcome)).toMatchObject({ code: "SK3040", message: "gone.json is missing" });
  });

  it("ends where a stage contains itself", () => {
    const loop = manifest({ S: { type: "cdk:cloud-assembly", properties: { directoryName: "." } } });
    expect(readingOf(readCdkOutput(loop, () => loop)).resources).toEqual([]);
  });
});
