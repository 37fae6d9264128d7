import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    { type: TYPES.loadBalancer, name: "entry", inputs: {} },
    { type: TYPES.instance, name: "pet", inputs: {} },
    {
      type: TYPES.record,
      name: "www",
      inputs: { name: "www.example.com", type: "CNAME", records: [ref("entry")] },
    },
  ],
};

/** Inputs that hold addresses: of names, and of rules that let somebody in. */
const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  [TYPES.record]: ["records"],
  [TYPES.cloudflareRecord]: ["content"],
  [TYPES.securityGroupRule]: ["cidrBlocks", "ipv6CidrBlocks"],
  [TYPES.ingressRule]: ["cidrIpv4", "cidrIpv6"],
  [TYPES.securityGroup]: ["ingress"],
};

export const noAddressByInstance = rule({
  id: "small/no-address-by-instance",
  title: "No name and no firewall rule is tied to the address of one instance",
  scope: "environment",
  severity: perTier("info", "warning", "error", "error"),
  why: "When the instance is replaced its address changes or has to be moved by hand, and a second instance is never reached. Nothing can grow behind it.",
  source:
    "Well-Architected, REL02-BP01 highly available connectivity for public endpoints, https://docs.aws.amazon.com/wellarchitected/latest/framework/rel_planning_network_topology_ha_conn_users.html",
  fix: "let the name lead to a balancer, and the rule name a security group",
  types: [TYPES.instance, TYPES.eip, TYPES.eipAssociation, ...Object.keys(ADDRESSES)],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("www", { type: "A", records: [ref("pet")] })) },
  subjects: (world) =>
    Object.entries(ADDRESSES).flatMap(([type, inputs]) =>
      world.all(type).filter((each) => inputs.some((input) => world.has(each, input))),
    ),
  judge(subject, world) {
    for (const input of ADDRESSES[subject.type] ?? [])
      for (const owner of [
        ...world.linked(subject, input, TYPES.instance, TYPES.eip),
        ...byAddress(subject, input, world),
      ]) {
        const instance = owner.type === TYPES.instance ? owner : instanceOf(owner, world);
        if (instance === undefined) continue;
        const what = subject.type === TYPES.record || subject.type === TYPES.cloudflareRecord ? "leads to" : "lets in";
        const whose = typeof instance === "string" ? instance : instance.name;
        return fail(`${what} the address of one instance (${whose})`, { input, related: [owner] });
      }
    return pass();
  },
});

/** The instance that has an address: by the address's own input, an association, or what the cloud answered. */
function instanceOf(eip: GraphResource, world: World): GraphResource | string | undefined {
  const associations = world.referrers(eip, [TYPES.eipAssociation]);
  const [found] = [eip, ...associations].flatMap((each) => world.referred(each, TYPES.instance));
  const id = eip.outputs?.instance;
  return found ?? (typeof id === "string" && id !== "" ? id : undefined);
}

const ANSWERS = ["publicIp", "privateIp", "publicDns", "privateDns"] as const;

/** Owners of the addresses that are written as such, where the cloud's answers are known. */
function byAddress(subject: GraphResource, input: string, world: World): readonly GraphResource[] {
  const owners = world.fact("owners of addresses", () => {
    const map = new Map<string, GraphResource>();
    for (const owner of world.all(TYPES.instance, TYPES.eip))
      for (const answer of ANSWERS) {
        const address = owner.outputs?.[answer];
        if (typeof address === "string" && address !== "") map.set(address, owner);
      }
    return map;
  });
  if (owners.size === 0) return [];
  const written = JSON.stringify(world.peek(subject, input) ?? "").match(/[\w.:-]+/g) ?? [];
  return written.flatMap((address) => owners.get(address) ?? []);
}
