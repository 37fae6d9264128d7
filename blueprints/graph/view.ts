import { type Edge, edgesOf } from "./edges";
import type { GraphResource, ResourceGraph } from "./graph";

/** A graph with its indexes: by type, by id, and references in both directions. Made once, read by all rules and models. */
export class GraphView {
  private readonly byType = new Map<string, GraphResource[]>();
  private readonly byId = new Map<string, GraphResource>();
  private outgoing: Map<GraphResource, Edge[]> | undefined;
  private incoming: Map<GraphResource, Edge[]> | undefined;

  constructor(readonly resources: ResourceGraph["resources"]) {
    for (const resource of resources) {
      this.byId.set(resource.id, resource);
      const same = this.byType.get(resource.type);
      if (same) same.push(resource);
      else this.byType.set(resource.type, [resource]);
    }
  }

  /** Resources of these types, in the graph's order within each type. */
  ofType(...types: readonly string[]): readonly GraphResource[] {
    return types.length === 1
      ? (this.byType.get(types[0] as string) ?? [])
      : types.flatMap((type) => this.byType.get(type) ?? []);
  }

  get types(): readonly string[] {
    return [...this.byType.keys()];
  }

  resource(id: string): GraphResource | undefined {
    return this.byId.get(id);
  }

  /** What a resource refers to. */
  from(resource: GraphResource): readonly Edge[] {
    this.link();
    return this.outgoing?.get(resource) ?? [];
  }

  /** What refers to a resource. */
  to(resource: GraphResource): readonly Edge[] {
    this.link();
    return this.incoming?.get(resource) ?? [];
  }

  private link(): void {
    if (this.outgoing) return;
    this.outgoing = new Map();
    this.incoming = new Map();
    for (const edge of edgesOf(this.resources)) {
      push(this.outgoing, edge.from, edge);
      push(this.incoming, edge.to, edge);
    }
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const there = map.get(key);
  if (there) there.push(value);
  else map.set(key, [value]);
}
