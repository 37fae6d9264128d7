import { MemoryCloud } from "../../../stacks/sandbox/cloud/memory";
import type { Cloud } from "../../../stacks/sandbox/cloud/record";
import { SimulatedProvider } from "../../../stacks/sandbox/server/provider";

type Inputs = Readonly<Record<string, unknown>>;
export interface Thing {
  readonly type: string;
  readonly id: string;
  readonly urn: string;
  readonly inputs: Inputs;
  readonly properties: Inputs;
}

/** A cloud and providers in it, driven as the engine drives them: Check, then Create, Update, Delete. */
export class Bench {
  constructor(
    readonly cloud: Cloud = new MemoryCloud(),
    readonly region = "eu-west-1",
    private readonly provider = "aws",
  ) {}

  in(region: string): Bench {
    return new Bench(this.cloud, region, this.provider);
  }

  as(provider: string): Bench {
    return new Bench(this.cloud, provider === "aws" ? this.region : "cluster", provider);
  }

  make(type: string, name: string, inputs: Inputs): Thing {
    const urn = `urn:pulumi:test-${this.region}::shop::${type}::${name}`;
    const checked = this.check(type, name, inputs);
    const { id, properties } = this.simulated().create(type, urn, checked, false);
    return { type, id, urn, inputs: checked, properties };
  }

  change(thing: Thing, change: Inputs): Thing {
    const inputs = { ...thing.inputs, ...change };
    const properties = this.simulated().update(thing.type, thing.id, thing.properties, thing.inputs, inputs, false);
    return { ...thing, inputs, properties };
  }

  delete(thing: Thing): void {
    this.simulated().delete(thing.type, thing.id, thing.properties);
  }

  read(thing: Thing) {
    return this.simulated().read(thing.type, thing.id, thing.properties, thing.inputs);
  }

  /** As `pulumi import` reads: by type and id alone. */
  import(type: string, id: string) {
    return this.simulated().read(type, id, {}, {});
  }

  diff(thing: Thing, change: Inputs) {
    return this.simulated().diff(thing.type, thing.id, thing.inputs, { ...thing.inputs, ...change });
  }

  preview(type: string, inputs: Inputs): Inputs {
    return this.simulated().create(type, "", this.check(type, "x", inputs), true).properties;
  }

  check(type: string, name: string, inputs: Inputs, seed = Buffer.from(name)): Inputs {
    const { inputs: checked, refusals } = this.simulated().check(type, name, {}, inputs, seed);
    if (refusals.length > 0) throw new Error(refusals.map(({ reason }) => reason).join("; "));
    return checked;
  }

  private simulated(): SimulatedProvider {
    return new SimulatedProvider({
      cloud: this.cloud,
      provider: this.provider,
      region: this.region,
      account: "111122223333",
    });
  }
}

/** A network to put things into. */
export function network(bench: Bench, cidr = "10.0.0.0/16") {
  const vpc = bench.make("aws:ec2/vpc:Vpc", `net-${cidr}`, { cidrBlock: cidr });
  const region = String(vpc.properties.region);
  const subnets = ["a", "b", "c"].map((zone, index) =>
    bench.make("aws:ec2/subnet:Subnet", `net-${cidr}-${zone}`, {
      vpcId: vpc.id,
      cidrBlock: cidr.replace("0.0/16", `${index}.0/24`),
      availabilityZone: `${region}${zone}`,
    }),
  );
  return { vpc, subnets, subnetIds: subnets.map(({ id }) => id) };
}
