import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    { type: TYPES.randomPassword, name: "password", inputs: { length: 40, special: false } },
    { type: TYPES.dbCluster, name: "orders", inputs: { engine: "aurora-postgresql", masterPassword: ref("password") } },
  ],
};

/** What `special` brings unless `overrideSpecial` says otherwise [registry of the random provider, random_password]. */
const DEFAULT_SPECIALS = "!@#$%&*()-_=+[]{}<>:?";

/** What RDS takes in no password [the source below]. */
const REFUSED: readonly string[] = ["/", "@", '"', " "];

/** Where databases take their first user's password. */
const TAKERS: Readonly<Record<string, string>> = {
  [TYPES.dbCluster]: "masterPassword",
  [TYPES.dbInstance]: "password",
};

export const passwordAccepted = rule({
  id: "sec/password-accepted",
  title: "A password that is made for a database has only characters that the database takes",
  scope: "stack",
  severity: perTier("error", "error", "error", "error"),
  why: "RDS refuses a password with a slash, an at sign, a quote or a space. Made at random it is one on some days and not on others: the database fails to be made, or its password to be changed, in an emergency like as not.",
  source:
    "Amazon RDS API, CreateDBInstance, MasterUserPassword, https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html",
  fix: 'set special to false (and the length up), or overrideSpecial to characters other than / @ " and space',
  types: [TYPES.randomPassword, ...Object.keys(TAKERS)],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("password", { special: true })) },
  subjects: (world) => world.all(TYPES.randomPassword),
  judge(password, world) {
    const [taker] = takersOf(password, world);
    if (!taker) return undefined;
    // On unless it is switched off [registry of the random provider].
    if (world.flag(password, "special") === false) return pass();
    const own = world.text(password, "overrideSpecial");
    const specials = own === undefined || own === "" ? DEFAULT_SPECIALS : own;
    const refused = REFUSED.filter((character) => specials.includes(character));
    if (refused.length === 0) return pass();
    return fail(
      `may have ${refused.map((one) => (one === " " ? "a space" : one)).join(" or ")} in it, which ${taker.name} refuses`,
      {
        input: own === undefined ? "special" : "overrideSpecial",
        related: [taker],
      },
    );
  },
});

const takersOf = (password: GraphResource, world: World): readonly GraphResource[] =>
  Object.entries(TAKERS).flatMap(([type, input]) => world.referrers(password, [type], input));
