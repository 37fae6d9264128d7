import { join } from "node:path";
import { nagSays } from "./cdk-nag";
import { lintSays } from "./cfn-lint";
import { checkovSays, checkovSaysBelow, type Framework } from "./checkov";
import { filesIn, MANIFEST, TEMPLATE, TERRAFORM_PLAN, terraformFolders } from "./fixtures";
import type { Peers } from "./install";
import type { Fixture, Said } from "./peer";
import { terraformPlans } from "./terraform";

/** All fixtures, and what the peers say of them. */
export interface Judged {
  readonly fixtures: readonly Fixture[];
  readonly said: readonly Said[];
}

const TEMPLATES = ["checkov/tests/cloudformation", "cfn-lint/test/fixtures/templates"];
const MANIFESTS = ["checkov/tests/kubernetes"];
const PLANS = ["checkov/tests/terraform"];
const TERRAFORM = ["checkov/tests/terraform/checks/resource/aws", "checkov/tests/terraform/graph/checks/resources"];

/** Runs every peer on the fixtures in its clones, and on what their tests build in code (`rebuilt`: of our own, by hand). */
export function judged(peers: Peers, root: string, rebuilt: string, ids: readonly string[]): Judged {
  const run = (framework: Framework, from = root) => ({ checkov: peers.checkov, root: from, framework, ids });
  const under = (from: string, fixtures: readonly Fixture[]): readonly string[] =>
    fixtures.map(({ path }) => join(from, path));
  const templates = TEMPLATES.flatMap((folder) => filesIn(root, folder, TEMPLATE));
  const own = filesIn(rebuilt, ".", TEMPLATE);
  const manifests = MANIFESTS.flatMap((folder) => filesIn(root, folder, MANIFEST));
  const plans = PLANS.flatMap((folder) => filesIn(root, folder, TERRAFORM_PLAN));
  const folders = terraformFolders(root, TERRAFORM);
  return {
    fixtures: [...templates, ...own, ...manifests, ...plans, ...terraformPlans(peers, root, folders)],
    said: [
      ...checkovSays(run("cloudformation"), under(root, templates)),
      ...checkovSays(run("cloudformation", rebuilt), under(rebuilt, own)),
      ...checkovSays(run("kubernetes"), under(root, manifests)),
      ...checkovSays(run("terraform_plan"), under(root, plans)),
      ...TERRAFORM.flatMap((folder) => checkovSaysBelow(run("terraform"), join(root, folder))).filter(isWritten),
      ...nagSays(peers, root, under(root, templates)),
      ...nagSays(peers, rebuilt, under(rebuilt, own)),
      ...lintSays(peers, root, templates),
      ...lintSays(peers, rebuilt, own),
    ],
  };
}

/** False for what `count`, `for_each` or a module makes: the plans that we build from the language hold what is written. */
const isWritten = ({ resource }: Said): boolean => !/\[|^module\./.test(resource);
