import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, without } from "../../../../policies/change-sample";
import { passwordAccepted } from "../../../../policies/rules/sec/password-accepted";
import { describeRule } from "../../support";

const password = (inputs: Readonly<Record<string, unknown>>) =>
  withInputs("password", { special: undefined, ...inputs });

describeRule(passwordAccepted, {
  rows: [
    ["nothing written: with specials", password({}), "fail", /@ in it, which orders refuses/],
    ["specials that RDS takes", password({ special: true, overrideSpecial: "!#$%&*()-_=+" }), "pass"],
    ["a slash and a space among them", password({ overrideSpecial: "!/ " }), "fail", /\/ or a space/],
    ["specials that are not known", password({ overrideSpecial: UNKNOWN }), "unknown", /overrideSpecial of password/],
    ["a password for something else", without("orders"), "does not apply"],
    ["not known", password({ special: UNKNOWN }), "unknown"],
  ],
});
