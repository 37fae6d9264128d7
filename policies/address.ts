import type { GraphResource } from "../blueprints/graph/graph";

/** Module and class of a type token: `rds.Cluster` of aws:rds/cluster:Cluster, `apps.Deployment` of kubernetes:apps/v1:Deployment. */
export function shortType(type: string): string {
  const [, middle = "", name = type] = type.split(":");
  const module = middle.split("/")[0] ?? "";
  return module === "" || module === "index" ? name : `${module.replace(/\.k8s\.io$/, "")}.${name}`;
}

/** What people and exemptions call a resource: stack, type and logical name. The same from plan, engine and state. */
export const addressOf = ({ stack, type, name }: GraphResource): string =>
  type === "scalekit:index:Environment" ? "environment" : `${stack}/${shortType(type)}/${name}`;
