import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, without } from "../../../../policies/change-sample";
import { evaluate } from "../../../../policies/evaluate";
import { copyInOtherAccount } from "../../../../policies/rules/store/copy-in-other-account";
import { graphOf, ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { World } from "../../../../policies/world/world";
import { describeRule } from "../../support";

const copies = (...arns: readonly unknown[]) =>
  withInputs("nightly", {
    rules: [
      { targetVaultName: ref("vault"), copyActions: arns.map((destinationVaultArn) => ({ destinationVaultArn })) },
    ],
  });
const vault = (account: string) => `arn:aws:backup:eu-central-1:${account}:backup-vault:copies`;

describeRule(copyInOtherAccount, {
  rows: [
    ["no copies", copies(), "fail", /makes no copies/],
    ["a copy at home, one in another account", copies(vault("111122223333"), vault("444455556666")), "pass"],
    ["a copy whose vault is not known", copies(UNKNOWN), "unknown", /destinationVaultArn/],
    ["a copy in another account, one that is not known", copies(UNKNOWN, vault("444455556666")), "pass"],
    ["nothing tells the plan's account", without("stores"), "unknown", /account of nightly/],
    ["a role that is not known", withInputs("stores", { iamRoleArn: UNKNOWN }), "unknown", /account of nightly/],
    ["no plan", without("nightly", "stores"), "does not apply"],
  ],
});

describe("of a state that has both accounts", () => {
  const arn = vault("444455556666");
  const judged = (...more: readonly { type: string; name: string; inputs?: Record<string, unknown> }[]) => {
    const { resources } = graphOf({ resources: [...copyInOtherAccount.example.compliant.resources, ...more] });
    const answered = resources.map((one) => (one.name === "copies" ? { ...one, outputs: { arn } } : one));
    return evaluate(new World({ resources: answered }, "global"), [copyInOtherAccount]).map(({ verdict }) => verdict);
  };
  const copiesVault = { type: TYPES.backupVault, name: "copies" };

  it("wants the vault there locked", () => {
    expect(judged(copiesVault)).toMatchObject([{ verdict: "fail", message: expect.stringMatching(/without a lock/) }]);
  });

  it("is content with a lock, or with a vault that always has one", () => {
    const lock = { type: TYPES.backupVaultLock, name: "lock", inputs: { backupVaultName: ref("copies") } };
    expect(judged(copiesVault, lock)).toMatchObject([{ verdict: "pass" }]);
    expect(judged({ type: TYPES.airGappedVault, name: "copies" })).toMatchObject([{ verdict: "pass" }]);
  });
});
