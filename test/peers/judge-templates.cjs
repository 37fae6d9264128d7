// Judges CloudFormation templates by rules of cdk-nag, through CDK's CfnInclude. Run by cdk-nag.ts with NODE_PATH on the
// packages: {files, rules: {id: "group.Rule"}} as JSON on stdin, [{id, file, resource, verdict}] on stdout.
const { readFileSync } = require("node:fs");
const cdk = require("aws-cdk-lib");
const { CfnInclude } = require("aws-cdk-lib/cloudformation-include");
const { rules: all, NagRuleCompliance } = require("cdk-nag");

const { files, rules } = JSON.parse(readFileSync(0, "utf8"));
const said = [];
for (const file of files) {
  for (const resource of resourcesOf(file)) {
    for (const [id, path] of Object.entries(rules)) {
      const [group, name] = path.split(".");
      const verdict = judged(all[group][name], resource);
      if (verdict) said.push({ id, file, resource: resource.stack.resolve(resource.logicalId), verdict });
    }
  }
}
process.stdout.write(JSON.stringify(said));

/** Resources of a template; none where CDK refuses it. */
function resourcesOf(templateFile) {
  const stack = new cdk.Stack(new cdk.App(), "stack");
  try {
    new CfnInclude(stack, "template", { templateFile });
  } catch {
    return [];
  }
  return stack.node.findAll().filter((node) => node instanceof cdk.CfnResource);
}

/** A rule throws where a parameter hides what it reads: then it says nothing. */
function judged(rule, resource) {
  try {
    const verdict = rule(resource);
    if (verdict === NagRuleCompliance.COMPLIANT) return "pass";
    return verdict === NagRuleCompliance.NON_COMPLIANT ? "fail" : undefined;
  } catch {
    return undefined;
  }
}
