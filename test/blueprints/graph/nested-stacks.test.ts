import { readCloudFormation } from "../../../blueprints/graph/readers/cloudformation";
import { named, readingOf, refersTo } from "./read";

const FILES: Readonly<Record<string, string>> = {
  "net.yaml": `
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  SubnetA: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24}}
Outputs:
  Vpc: {Value: !Ref Vpc}
  Subnets: {Value: !Join [',', [!Ref SubnetA]]}
`,
  "db.template.json": JSON.stringify({
    Parameters: {
      MultiAz: { Type: "String", Default: "false" },
      Subnets: { Type: "List<AWS::EC2::Subnet::Id>" },
      Password: { Type: "String", NoEcho: true },
    },
    Resources: {
      Group: { Type: "AWS::RDS::DBSubnetGroup", Properties: { SubnetIds: { Ref: "Subnets" } } },
      Db: {
        Type: "AWS::RDS::DBInstance",
        Properties: {
          MultiAZ: { Ref: "MultiAz" },
          DBSubnetGroupName: { Ref: "Group" },
          MasterUserPassword: { Ref: "Password" },
        },
      },
    },
    Outputs: { Address: { Value: { "Fn::GetAtt": ["Db", "Endpoint.Address"] } } },
  }),
};
const OUTER = `
Parameters: {Bucket: {Type: String}}
Resources:
  Net: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ./net.yaml}}
  Data:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: !Sub 'https://\${Bucket}.s3.amazonaws.com/templates/db.template.json'
      Parameters: {MultiAz: 'true', Subnets: !GetAtt Net.Outputs.Subnets, Password: open-sesame}
  Record:
    Type: AWS::Route53::RecordSet
    Properties: {Name: db.example.com., Type: CNAME, TTL: 60, ResourceRecords: [!GetAtt Data.Outputs.Address]}
  Gone: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: https://example.com/gone.yaml}}
`;
const read = (open?: (path: string) => string | undefined) =>
  readCloudFormation(OUTER, { stack: "shop", ...(open && { open }) });

describe("a template with stacks nested in it", () => {
  const outcome = read((path) => FILES[path]);

  it("has their resources, read with the parameters that it gives", () => {
    expect(readingOf(outcome).resources.map(({ id }) => id)).toEqual([
      "cloudformation::shop/Net::Vpc",
      "cloudformation::shop/Net::SubnetA",
      "cloudformation::shop/Data::Group",
      "cloudformation::shop/Data::Db",
      "cloudformation::shop::Record",
      "cloudformation::shop::Gone",
    ]);
    expect(named(outcome, "Db").inputs).toMatchObject({ multiAz: "true", password: { $secret: true } });
    expect(JSON.stringify(readingOf(outcome))).not.toContain("open-sesame");
  });

  it("follows what one of them gives and another takes", () => {
    expect(refersTo(outcome, "Group")).toEqual({ subnetIds: ["SubnetA"] });
    expect(refersTo(outcome, "Record")).toEqual({ records: ["Db"] });
  });

  it("says which templates are not at hand", () => {
    const said = (one: ReturnType<typeof read>) =>
      one.ok && one.warnings.map(({ code, message }) => `${code} ${message}`);
    expect(said(outcome)).toEqual([
      "SK3042 shop has 1 nested stacks whose templates are not beside it (Gone): what is in them is not seen",
    ]);
    expect(said(read())).toEqual([
      "SK3042 shop has 3 nested stacks whose templates are not beside it (Net, Data, Gone): what is in them is not seen",
    ]);
  });

  it("opens no more stacks than anybody has", () => {
    const many = Array.from(
      { length: 20 },
      (_, at) => `  S${at}: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: a${at}.yaml}}`,
    );
    const text = `Resources:\n${many.join("\n")}\n`;
    let opened = 0;
    const outcome = readCloudFormation(text, {
      open: () => {
        opened++;
        return text;
      },
    });
    expect(outcome.ok).toBe(true);
    expect(opened).toBe(500);
  });

  it("is looked for with the folders of its address first, and never in the outer template itself", () => {
    const text =
      "Resources: {A: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: https://s3/b/templates/vpc.yaml}}}";
    const asked: string[] = [];
    const outcome = readCloudFormation(text, {
      file: "kit/vpc.yaml",
      open: (path) => {
        asked.push(path);
        return path === "vpc.yaml" ? text : undefined;
      },
    });
    expect(asked).toEqual(["s3/b/templates/vpc.yaml", "b/templates/vpc.yaml", "templates/vpc.yaml"]);
    expect(readingOf(outcome).resources.map(({ name }) => name)).toEqual(["A"]);
  });

  it("ends where one nests itself, or two wait for each other", () => {
    const circle = (path: string): string =>
      path === "net.yaml"
        ? OUTER
        : `
Parameters: {P: {Type: String}}
Resources: {Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref P}}}
Outputs: {Address: {Value: !Ref P}}`;
    expect(read(circle).ok).toBe(true);
    const waiting = readCloudFormation(
      `
Resources:
  A: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: a.yaml, Parameters: {P: !GetAtt B.Outputs.Address}}}
  B: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: b.yaml, Parameters: {P: !GetAtt A.Outputs.Address}}}
`,
      { open: circle },
    );
    expect(readingOf(waiting).resources).toHaveLength(2);
  });
});
