import { readTerraform } from "../../../blueprints/graph/readers/terraform";
import { named, readingOf, refersTo } from "./read";
import { plan, rootModule } from "./terraform-forms";

const region = (alias: string, value: object) => ({ name: "aws", alias, expressions: { region: value } });
const block = (address: string, expressions: object, more: object = {}) => ({
  address,
  mode: "managed",
  type: address.split(".")[0],
  name: address.split(".")[1],
  provider_config_key: "aws",
  expressions,
  ...more,
});

describe("a Terraform plan", () => {
  it("marks what is not known yet, at any depth, and what is sensitive", () => {
    const text = plan([
      {
        address: "aws_elasticache_replication_group.c",
        values: {
          replication_group_id: "c",
          log_delivery_configuration: [{ log_type: "slow-log" }],
          user_group_ids: ["a"],
        },
        unknown: {
          id: true,
          arn: true,
          kms_key_id: true,
          log_delivery_configuration: [{ destination: true }],
          user_group_ids: [false, true],
        },
        sensitive: { user_group_ids: [true] },
      },
    ]);
    const group = named(readTerraform(text), "aws_elasticache_replication_group.c");
    expect(group.inputs).toEqual({
      replicationGroupId: "c",
      kmsKeyId: { $unknown: true },
      logDeliveryConfigurations: [{ logType: "slow-log", destination: { $unknown: true } }],
      userGroupIds: [{ $secret: true }, { $unknown: true }],
    });
    expect(group.outputs).toBeUndefined();
  });

  it("finds what an argument refers to in the configuration, though its value is unknown", () => {
    const text = plan(
      [
        { address: "aws_subnet.a[0]", unknown: { id: true } },
        { address: "aws_subnet.a[1]", unknown: { id: true } },
        { address: "aws_launch_template.t", unknown: { id: true } },
        {
          address: "aws_autoscaling_group.web",
          values: { launch_template: [{ version: "1" }] },
          unknown: { vpc_zone_identifier: true, launch_template: [{ id: true }] },
        },
        { address: "aws_autoscaling_group.one", unknown: { vpc_zone_identifier: true } },
      ],
      {
        root_module: {
          resources: [
            block("aws_autoscaling_group.web", {
              vpc_zone_identifier: { references: ["aws_subnet.a", "each.value", "data.aws_vpc.x.id", "local.y"] },
              launch_template: [{ id: { references: ["aws_launch_template.t.id", "aws_launch_template.t"] } }],
            }),
            block("aws_autoscaling_group.one", {
              vpc_zone_identifier: { references: ["aws_subnet.a[1].id", "aws_subnet.a[1]", "aws_subnet.a"] },
            }),
          ],
        },
      },
    );
    const outcome = readTerraform(text);
    expect(refersTo(outcome, "aws_autoscaling_group.web")).toEqual({
      vpcZoneIdentifiers: ["aws_subnet.a[0]", "aws_subnet.a[1]"],
      launchTemplate: ["aws_launch_template.t"],
    });
    expect(refersTo(outcome, "aws_autoscaling_group.one")).toEqual({ vpcZoneIdentifiers: ["aws_subnet.a[1]"] });
  });

  it("follows references into modules by their variables and out of them by their outputs", () => {
    const child = (name: string, resources: readonly { address: string; unknown?: object }[]) => ({
      address: `module.${name}`,
      ...rootModule(resources),
    });
    const text = plan(
      [],
      {
        root_module: {
          module_calls: {
            net: {
              module: {
                outputs: { subnets: { expression: { references: ["aws_subnet.a"] } } },
                resources: [block("aws_subnet.a", {})],
              },
            },
            app: {
              expressions: { subnet_ids: { references: ["module.net.subnets", "module.net"] } },
              module: { resources: [block("aws_lb.x", { subnets: { references: ["var.subnet_ids"] } })] },
            },
          },
        },
      },
      {
        children: [
          child("net", [{ address: 'module.net.aws_subnet.a["a"]' }, { address: 'module.net.aws_subnet.a["b"]' }]),
          child("app", [{ address: "module.app.aws_lb.x" }]),
        ],
      },
    );
    expect(refersTo(readTerraform(text), "module.app.aws_lb.x")).toEqual({
      subnets: ['module.net.aws_subnet.a["a"]', 'module.net.aws_subnet.a["b"]'],
    });
  });

  it("takes the region from the provider's configuration, a variable's value included", () => {
    const text = plan(
      [{ address: "aws_sqs_queue.a" }, { address: "aws_sqs_queue.b" }],
      {
        provider_config: {
          aws: region("", { references: ["var.region"] }),
          "aws.west": region("west", { constant_value: "us-west-2" }),
        },
        root_module: {
          resources: [block("aws_sqs_queue.a", {}), block("aws_sqs_queue.b", {}, { provider_config_key: "aws.west" })],
        },
      },
      { variables: { region: { value: "eu-west-1" } } },
    );
    expect(readingOf(readTerraform(text)).resources.map((resource) => resource.region)).toEqual([
      "eu-west-1",
      "us-west-2",
    ]);
  });

  it("shows what will be there: no data source, nothing that is deleted, what moved under its new address", () => {
    const text = plan(
      [
        { address: "aws_sqs_queue.new", values: { name: "q" } },
        { address: "aws_ami.x", mode: "data" },
      ],
      {},
      {
        changes: [
          { address: "aws_sqs_queue.gone", change: { actions: ["delete"], before: {}, after: null } },
          {
            address: "aws_sqs_queue.new",
            previous_address: "aws_sqs_queue.old",
            deposed: "1a",
            change: { after_unknown: { name: true } },
          },
        ],
      },
    );
    expect(readingOf(readTerraform(text)).resources.map(({ name, inputs }) => [name, inputs])).toEqual([
      ["aws_sqs_queue.new", { name: "q" }],
    ]);
  });

  it("is read from its changes where it holds nothing else, as HCP Terraform gives it out", () => {
    const change = (address: string, actions: readonly string[], after: object | null, more: object = {}) => ({
      address,
      mode: address.startsWith("data.") ? "data" : "managed",
      type: "aws_sqs_queue",
      name: address.split(".").at(-1),
      provider_name: "registry.terraform.io/hashicorp/aws",
      change: { actions, before: null, after, after_unknown: { arn: true }, ...more },
    });
    const text = JSON.stringify({
      plan_format_version: "1.1",
      resource_changes: [
        change("aws_sqs_queue.new", ["create"], { name: "q" }),
        change("module.m.aws_sqs_queue.same", ["no-op"], { name: "r" }, { after_sensitive: { name: true } }),
        change("aws_sqs_queue.gone", ["delete"], null),
        change("data.aws_sqs_queue.read", ["read"], { name: "s" }),
      ],
    });
    expect(readingOf(readTerraform(text)).resources.map(({ name, inputs }) => [name, inputs])).toEqual([
      ["aws_sqs_queue.new", { name: "q" }],
      ["module.m.aws_sqs_queue.same", { name: { $secret: true } }],
    ]);
  });

  it("takes a key that the configuration leaves to the cloud for not written, and nothing else", () => {
    const unknown = { kms_key_id: true, availability_zone: true };
    const db = { address: "aws_db_instance.db", values: { storage_encrypted: false }, unknown };
    const text = plan([db, { ...db, address: "aws_db_instance.keyed" }], {
      root_module: {
        resources: [
          block("aws_db_instance.db", { storage_encrypted: { constant_value: false } }),
          block("aws_db_instance.keyed", { kms_key_id: { references: ["aws_kms_key.own"] } }),
        ],
      },
    });
    expect(named(readTerraform(text), "aws_db_instance.db").inputs).toEqual({
      storageEncrypted: false,
      availabilityZone: { $unknown: true },
    });
    expect(named(readTerraform(text), "aws_db_instance.keyed").inputs).toHaveProperty("kmsKeyId", { $unknown: true });
  });

  it("ends where references of a broken configuration lead in a circle", () => {
    const text = plan([{ address: "aws_sqs_queue.a" }], {
      root_module: {
        resources: [block("aws_sqs_queue.a", { name: { references: ["module.m.o"] } })],
        module_calls: {
          m: {
            module: { outputs: { o: { expression: { references: ["var.v"] } } } },
            expressions: { v: { references: ["module.m.o"] } },
          },
        },
      },
    });
    expect(refersTo(readTerraform(text), "aws_sqs_queue.a")).toEqual({});
  });
});
