import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { TYPES } from "../../policies/types";

/** Where the SDK declares a type: aws:ec2/vpc:Vpc in aws/ec2/vpc.js, kubernetes:apps/v1:Deployment in kubernetes/apps/v1/deployment.js. */
function fileOf(token: string): string {
  const [provider = "", module = "", name = ""] = token.split(":");
  const folder = dirname(require.resolve(`@pulumi/${provider}/package.json`));
  const path =
    provider === "kubernetes" ? [module.replace(".k8s.io", ""), lower(name)] : [module.replace(/^index\//, "")];
  return join(folder, ...path).concat(".js");
}
const lower = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

test.each(Object.entries(TYPES))("%s is a type that the SDK has: %s", (_, token) => {
  expect(readFileSync(fileOf(token), "utf8")).toContain(`'${token}'`);
});

test("no type has two names", () => {
  expect(new Set(Object.values(TYPES)).size).toBe(Object.values(TYPES).length);
});
