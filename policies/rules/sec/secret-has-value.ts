import { changed, withInputs, without } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";

const VERSION = "aws:secretsmanager/secretVersion:SecretVersion";
const ROTATION = "aws:secretsmanager/secretRotation:SecretRotation";

const compliant: Sample = {
  resources: [
    { type: TYPES.secret, name: "password" },
    { type: VERSION, name: "password-version", inputs: { secretId: ref("password"), secretString: "x" } },
    { type: VERSION, name: "other-version", inputs: { secretId: ref("password"), secretString: "x" } },
  ],
};

export const secretHasValue = rule({
  id: "sec/secret-has-value",
  title: "A secret that somebody reads has a value",
  scope: "stack",
  severity: perTier("warning", "warning", "error", "error"),
  why: "Whoever reads an empty secret cannot sign in, and shows it only when it starts.",
  source:
    "AWS Secrets Manager User Guide, What's in a secret, https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html",
  fix: "make a version with the value",
  types: [TYPES.secret, VERSION, ROTATION, TYPES.dbProxy],
  elsewhere: [],
  example: {
    compliant,
    failing: changed(compliant, without("other-version"), withInputs("password-version", { secretString: undefined })),
  },
  subjects: (world) => world.all(TYPES.secret),
  judge(secret, world) {
    const from = world.referrers(secret, [VERSION, ROTATION]);
    const filled = from.some(
      (one) =>
        one.type === ROTATION ||
        ["secretString", "secretBinary", "secretStringWo"].some((input) => world.has(one, input)),
    );
    if (filled) return pass();
    if (from.length === 0 && world.referrers(secret, [TYPES.dbProxy]).length === 0) return undefined;
    return fail("has no value: no version of it holds one", { related: from });
  },
});
