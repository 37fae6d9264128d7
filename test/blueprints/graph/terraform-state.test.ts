import { readTerraform } from "../../../blueprints/graph/readers/terraform";
import { UNKNOWN } from "../../../blueprints/graph/values";
import { named, readingOf, refusal } from "./read";
import { shownState, state } from "./terraform-forms";

const cluster = {
  type: "aws_rds_cluster",
  name: "main",
  instances: [
    {
      schema_version: 0,
      attributes: {
        id: "orders",
        arn: "arn:aws:rds:eu-west-1:111122223333:cluster:orders",
        cluster_identifier: "orders",
        backup_retention_period: 7,
        deletion_protection: true,
        master_password: "hunter2hunter2",
        database_name: "",
        iam_roles: [],
        kms_key_id: null,
        scaling_configuration: [{ min_capacity: 2, max_capacity: 8 }],
        db_subnet_group_name: null,
        vpc_security_group_ids: [],
        timeouts: null,
      },
      sensitive_attributes: [[{ type: "get_attr", value: "endpoint" }]],
      dependencies: ["aws_kms_key.store", "data.aws_caller_identity.me"],
    },
  ],
};

describe("a Terraform state", () => {
  it("becomes resources under Pulumi's types and property names, lists of one as objects", () => {
    const main = named(readTerraform(state(cluster), { stack: "prod" }), "aws_rds_cluster.main");
    expect(main).toMatchObject({
      id: "terraform::prod::aws_rds_cluster.main",
      type: "aws:rds/cluster:Cluster",
      stack: "prod",
      region: "eu-west-1",
      custom: true,
      outputs: { id: "orders", arn: "arn:aws:rds:eu-west-1:111122223333:cluster:orders" },
    });
    expect(main.inputs).toEqual({
      clusterIdentifier: "orders",
      backupRetentionPeriod: 7,
      deletionProtection: true,
      masterPassword: { $secret: true },
      scalingConfiguration: { minCapacity: 2, maxCapacity: 8 },
    });
  });

  it("never lets a secret in, whether the schema, the state's marks or its name tells", () => {
    const marked = {
      type: "aws_instance",
      name: "web",
      instances: [
        {
          attributes: {
            user_data: "export PW=hunter2",
            ami: "ami-1",
            root_block_device: [{ kms_key_id: "hunter2", iops: 3 }],
          },
          sensitive_attributes: [
            [{ type: "get_attr", value: "user_data" }],
            [
              { type: "get_attr", value: "root_block_device" },
              { type: "index", value: { value: 0, type: "number" } },
              { type: "get_attr", value: "kms_key_id" },
            ],
          ],
        },
      ],
    };
    const foreign = {
      type: "datadog_account",
      name: "a",
      instances: [{ attributes: { api_key: "hunter2", nested: [{ db_password: "hunter2" }], secret_arn: "arn:x" } }],
    };
    const kubernetes = {
      type: "kubernetes_secret_v1",
      name: "s",
      instances: [{ attributes: { metadata: [{ name: "s" }], data: { a: "hunter2" } } }],
    };
    const outcome = readTerraform(state(cluster, marked, foreign, kubernetes));
    expect(JSON.stringify(outcome)).not.toContain("hunter2");
    expect(named(outcome, "aws_instance.web").inputs).toEqual({
      ami: "ami-1",
      userData: { $secret: true },
      rootBlockDevice: { kmsKeyId: { $secret: true }, iops: 3 },
    });
    expect(named(outcome, "datadog_account.a").inputs.secretArn).toBe("arn:x");
  });

  it("takes the values of environment variables that look like secrets away", () => {
    const environment = [
      { name: "DB_PASSWORD", value: "hunter2" },
      { name: "MODE", value: "fast" },
    ];
    const outcome = readTerraform(
      state(
        {
          type: "aws_lambda_function",
          name: "f",
          instances: [{ attributes: { environment: [{ variables: { API_TOKEN: "hunter2", QUEUE: "q" } }] } }],
        },
        {
          type: "aws_ecs_task_definition",
          name: "t",
          instances: [
            { attributes: { container_definitions: JSON.stringify([{ name: "web", cpu: 1, environment }]) } },
          ],
        },
      ),
    );
    expect(JSON.stringify(outcome)).not.toContain("hunter2");
    expect(named(outcome, "aws_lambda_function.f").inputs.environment).toEqual({
      variables: { API_TOKEN: { $secret: true }, QUEUE: "q" },
    });
    expect(named(outcome, "aws_ecs_task_definition.t").inputs.containerDefinitions).toContain('"cpu":1');
  });

  it("takes nothing for a default in a state whose contents were taken out", () => {
    const flat = { id: "shop", engine: "mysql", "tags.%": "0", "vpc_security_group_ids.#": "1" };
    const outcome = readTerraform(
      state(
        { type: "aws_lb", name: "entry", instances: [{ attributes: { id: "lb-1" } }] },
        { type: "aws_db_instance", name: "old", instances: [{ attributes_flat: flat }] },
      ),
    );
    expect(named(outcome, "aws_lb.entry").inputs).toMatchObject({ subnets: UNKNOWN, securityGroups: UNKNOWN });
    expect(named(outcome, "aws_db_instance.old").inputs).toEqual({
      engine: "mysql",
      tags: UNKNOWN,
      dbSubnetGroupName: UNKNOWN,
      vpcSecurityGroupIds: UNKNOWN,
    });
  });

  it("knows that the cloud answers where a thing stands: a state that does not say it was cut there", () => {
    const group = (attributes: object) =>
      named(
        readTerraform(
          state({
            type: "aws_security_group",
            name: "door",
            instances: [{ attributes: { id: "sg-1", ...attributes } }],
          }),
        ),
        "aws_security_group.door",
      ).inputs;
    expect(group({ ingress: [] })).toEqual({ vpcId: UNKNOWN });
    expect(group({ ingress: [], vpc_id: "vpc-1" })).toEqual({ vpcId: "vpc-1" });
    expect(group({ ingress: [], vpc_id: null })).toEqual({});
  });

  it("names instances by module, index and key, and joins dependencies with the like ones", () => {
    const subnets = {
      module: "module.net",
      type: "aws_subnet",
      name: "a",
      instances: [
        { index_key: "eu-west-1a", attributes: { id: "subnet-a", availability_zone: "eu-west-1a" } },
        { index_key: 'odd "key"].b', attributes: { id: "subnet-b", availability_zone: "eu-west-1b" } },
      ],
    };
    const groups = {
      type: "aws_autoscaling_group",
      name: "web",
      instances: [0, 1].map((index) => ({
        index_key: index,
        attributes: { id: `web-${index}`, vpc_zone_identifier: ["subnet-a", "subnet-b"] },
        dependencies: ["module.net.aws_subnet.a"],
      })),
    };
    const outcome = readTerraform(state(subnets, groups));
    expect(readingOf(outcome).resources.map(({ name }) => name)).toEqual([
      'module.net.aws_subnet.a["eu-west-1a"]',
      'module.net.aws_subnet.a["odd \\"key\\"].b"]',
      "aws_autoscaling_group.web[0]",
      "aws_autoscaling_group.web[1]",
    ]);
    const web = named(outcome, "aws_autoscaling_group.web[0]");
    expect(web.inputs).toEqual({ vpcZoneIdentifiers: ["subnet-a", "subnet-b"] });
    expect(web.dependsOn).toHaveLength(2);
    expect(web.region).toBe("eu-west-1");
  });

  it("leaves out data sources and what waits for deletion", () => {
    const outcome = readTerraform(
      state(
        { mode: "data", type: "aws_ami", name: "a", instances: [{ attributes: { id: "ami-1" } }] },
        {
          type: "aws_sqs_queue",
          name: "q",
          instances: [{ deposed: "0a1b", attributes: {} }, { attributes: { id: "q" } }],
        },
      ),
    );
    expect(readingOf(outcome).resources).toHaveLength(1);
  });

  it("takes a region for what shows none from what the same provider made, else from the caller", () => {
    const west = 'provider["registry.terraform.io/hashicorp/aws"].west';
    const queue = (name: string, provider: string, arn?: string) => ({
      type: "aws_sqs_queue",
      name,
      provider,
      instances: [{ attributes: { name, arn: arn ?? null } }],
    });
    const outcome = readTerraform(
      state(queue("a", west, "arn:aws:sqs:us-west-2:1:a"), queue("b", west), queue("c", "other")),
      { region: "eu-north-1" },
    );
    expect(readingOf(outcome).resources.map(({ region }) => region)).toEqual(["us-west-2", "us-west-2", "eu-north-1"]);
  });

  it("keeps types that it doesn't know under their own name, counts them and says so", () => {
    const outcome = readTerraform(
      state({
        type: "google_compute_instance",
        name: "vm",
        instances: [{ attributes: { machine_type: "e2-small", boot_disk: [{ auto_delete: true }] } }],
      }),
    );
    expect(readingOf(outcome).unmapped).toEqual({ google_compute_instance: 1 });
    expect(readingOf(outcome).resources[0]).toMatchObject({
      type: "google_compute_instance",
      inputs: { machineType: "e2-small", bootDisk: [{ autoDelete: true }] },
    });
    expect(outcome.ok && outcome.warnings[0]).toMatchObject({
      code: "SK3041",
      message: expect.stringContaining("google_compute_instance"),
    });
  });

  it("reads the Kubernetes provider's blocks as the API's objects, with the keys of labels untouched", () => {
    const deployment = {
      type: "kubernetes_deployment_v1",
      name: "web",
      instances: [
        {
          attributes: {
            id: "shop/web",
            metadata: [{ name: "web", labels: { my_app: "web" } }],
            spec: [
              {
                replicas: "3",
                template: [
                  {
                    spec: [
                      {
                        container: [{ name: "c", port: [{ container_port: 80 }] }],
                        topology_spread_constraint: [{ max_skew: 1 }],
                      },
                    ],
                  },
                ],
              },
            ],
          },
        },
      ],
    };
    const web = named(readTerraform(state(deployment)), "kubernetes_deployment_v1.web");
    expect(web.type).toBe("kubernetes:apps/v1:Deployment");
    expect(web.inputs).toEqual({
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "web", labels: { my_app: "web" } },
      spec: {
        replicas: "3",
        template: {
          spec: {
            containers: [{ name: "c", ports: [{ containerPort: 80 }] }],
            topologySpreadConstraints: [{ maxSkew: 1 }],
          },
        },
      },
    });
  });

  it("reads what `show -json` writes of it, modules in modules included", () => {
    const outcome = readTerraform(
      shownState(
        [{ address: "aws_vpc.main", values: { cidr_block: "10.0.0.0/16" } }],
        [
          {
            address: "module.a",
            resources: [],
            child_modules: [
              {
                address: "module.a.module.b",
                resources: [
                  {
                    address: "module.a.module.b.aws_lb.x",
                    mode: "managed",
                    type: "aws_lb",
                    name: "x",
                    values: { enable_deletion_protection: true },
                    sensitive_values: {},
                  },
                ],
              },
            ],
          },
        ],
      ),
    );
    expect(readingOf(outcome).resources.map(({ name, type }) => `${name} ${type}`)).toEqual([
      "aws_vpc.main aws:ec2/vpc:Vpc",
      "module.a.module.b.aws_lb.x aws:lb/loadBalancer:LoadBalancer",
    ]);
  });
});

describe("a broken Terraform file", () => {
  it.each([
    ["cut off", state(cluster).slice(0, 300), /no JSON, or was cut off/],
    ["empty", "", /no JSON/],
    ["something else", '{"a":1}', /neither a state nor a plan/],
    ["a list", "[]", /neither/],
    ["of an old version", '{"version":3,"terraform_version":"0.11.14","modules":[]}', /state of version 3/],
    ["of the first version", '{"version":1,"serial":17,"modules":[{"path":["root"]}]}', /state of version 1/],
  ])("ends with a problem where it is %s", (_, text, says) => {
    const problem = refusal(readTerraform(text, { file: "prod.tfstate" }));
    expect(problem).toMatchObject({ code: "SK3040", message: expect.stringMatching(says) });
    expect(problem.message).toMatch(/^prod\.tfstate /);
  });

  it("does not exhaust the process where it is 100,000 levels deep", () => {
    const deep = `${'{"a":['.repeat(50_000)}1${"]}".repeat(50_000)}`;
    const text = state({ type: "aws_vpc", name: "v", instances: [] }).replace(
      '"instances":[]',
      `"instances":[{"attributes":{"tags":${deep}}}]`,
    );
    expect(() => readTerraform(text)).not.toThrow();
  });

  it("takes names of the prototype for what they are: names", () => {
    const text = state({ type: "constructor", name: "__proto__", instances: [] }).replace(
      '"instances":[]',
      '"instances":[{"index_key":"__proto__","attributes":{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}}]',
    );
    expect(readingOf(readTerraform(text)).unmapped).toEqual({ constructor: 1 });
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  it.each([
    ["resources", '{"version":4,"terraform_version":"1","resources":{"a":1}}'],
    ["instances", state({ type: "aws_vpc", name: "v", instances: [1 as unknown as object] })],
    [
      "attributes",
      state({
        type: "aws_vpc",
        name: "v",
        instances: [{ attributes: "none", dependencies: "x", sensitive_attributes: [[1], {}] }],
      }),
    ],
  ])("survives %s of another kind", (_, text) => {
    expect(() => readTerraform(text)).not.toThrow();
  });
});
