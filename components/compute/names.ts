/** Load balancers and target groups have names of at most 32 characters; a random end takes eight of them. */
const ROOM = 24;

/**
 * What keeps the name of a load balancer or target group within its limit: nothing where the logical name leaves room for
 * the random end, else a prefix of at most six characters [tf: aws_lb.name_prefix], which the provider completes.
 */
export function shortNamed(name: string, logicalName: string): { readonly namePrefix?: string } {
  if (logicalName.length <= ROOM) return {};
  return { namePrefix: `${name.slice(0, 5).replace(/-+$/, "")}-` };
}
