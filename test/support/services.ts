/** Services of the AWS provider's `endpoints` by the module of a resource type, where the two have other names. */
const SERVICES: Readonly<Record<string, readonly string[]>> = {
  cloudwatch: ["cloudwatch", "cloudwatchlogs"],
  lb: ["elbv2"],
  vpc: ["ec2"],
};

/** Services that the AWS provider calls to make resources of the given types, and to learn who it is. */
export function servicesOf(types: Iterable<string>): string[] {
  const modules = new Set([...types].map((type) => /^aws:(\w+)\//.exec(type)?.[1] ?? "").filter((name) => name !== ""));
  return [...new Set([...modules, "sts"].flatMap((each) => SERVICES[each] ?? [each]))].sort();
}
