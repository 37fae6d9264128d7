import type { GraphResource } from "../../../blueprints/graph/graph";

/** What one account has once for all regions. */
const GLOBAL = /^(aws:(iam|route53|cloudfront|budgets|organizations)\/|cloudflare:)/;

export type Place = (resource: GraphResource) => string;

/** Only things of one kind and place can be the same. */
const placeOf: Place = ({ type, region }) => (GLOBAL.test(type) ? type : `${type} ${region ?? ""}`);

const isInCluster = ({ type }: GraphResource): boolean => type.startsWith("kubernetes:");

/** The same, but for what is in a cluster wherever that is. */
export const withoutCluster: Place = (resource) => (isInCluster(resource) ? resource.type : placeOf(resource));

/** A state does not say in which region a Kubernetes object's cluster is; where the plan has one cluster there is no other. */
export function placesFor(planned: readonly GraphResource[]): Place {
  const clusters = new Set(planned.filter((each) => each.custom && isInCluster(each)).map(({ stack }) => stack));
  return clusters.size <= 1 ? withoutCluster : placeOf;
}
