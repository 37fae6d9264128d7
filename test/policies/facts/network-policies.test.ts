import fc from "fast-check";
import { admitsPort, type Line } from "../../../policies/facts/network-policies";
import { graphOf } from "../../../policies/sample";
import { deployment } from "../../../policies/samples/kubernetes";
import { TYPES } from "../../../policies/types";
import { World } from "../../../policies/world/world";

interface Ports {
  readonly port?: number;
  readonly endPort?: number;
  readonly protocol?: string;
}

/** Whether a rule of ingress with these ports lets one through. */
function admits(ports: readonly Ports[], port: number, protocol: "TCP" | "UDP"): boolean {
  const graph = graphOf({
    resources: [deployment, { type: TYPES.networkPolicy, name: "policy", inputs: { spec: { ingress: [{ ports }] } } }],
  });
  const [workload, policy] = graph.resources;
  if (!workload || !policy) throw new Error("the sample is empty");
  const line: Line = { policy, path: "spec.ingress[0]", direction: "ingress" };
  return admitsPort(line, port, protocol, workload, new World(graph, "scale"));
}

const port = fc.integer({ min: 1, max: 65535 });

test("a range admits exactly the ports between its ends, by its own protocol", () => {
  fc.assert(
    fc.property(port, port, port, (a, b, asked) => {
      const [first, last] = [Math.min(a, b), Math.max(a, b)];
      const range = [{ port: first, endPort: last }];
      expect(admits(range, asked, "TCP")).toBe(first <= asked && asked <= last);
      expect(admits(range, asked, "UDP")).toBe(false);
    }),
  );
});

test("more ports never admit less, and no ports admit all", () => {
  fc.assert(
    fc.property(fc.array(port), port, port, (ports, more, asked) => {
      const some = ports.map((one) => ({ port: one }));
      if (some.length > 0 && admits(some, asked, "TCP"))
        expect(admits([...some, { port: more }], asked, "TCP")).toBe(true);
      expect(admits([], asked, "UDP")).toBe(true);
      expect(admits([{ protocol: "UDP" }], asked, "UDP")).toBe(true);
    }),
  );
});
