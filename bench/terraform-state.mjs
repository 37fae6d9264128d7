// A Terraform state (version 4) of the resources of a plan, written piece by piece: it may be longer than a string can be.
import { createWriteStream } from "node:fs";
import { once } from "node:events";

/** @param count resources to write: the plan's again and again, under other names */
export async function writeState(file, planText, count) {
  const { resources } = JSON.parse(planText).planned_values.root_module;
  const out = createWriteStream(file);
  out.write('{"version":4,"terraform_version":"1.9.0","serial":1,"lineage":"bench","outputs":{},"resources":[');
  for (let index = 0; index < (count ?? resources.length); index++) {
    const { type, values } = resources[index % resources.length];
    const name = `resource-${index}`;
    const attributes = { ...values, id: name, arn: `arn:aws:service:eu-west-1:111122223333:${name}` };
    const provider = 'provider["registry.terraform.io/hashicorp/aws"]';
    const instances = [{ schema_version: 1, attributes, sensitive_attributes: [], private: "e30=" }];
    const text = JSON.stringify({ mode: "managed", type, name, provider, instances }, null, 2);
    if (!out.write(`${index === 0 ? "" : ","}\n${text}`)) await once(out, "drain");
  }
  out.end('],"check_results":null}\n');
  await once(out, "close");
}
