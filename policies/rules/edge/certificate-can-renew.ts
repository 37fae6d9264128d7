import type { GraphResource } from "../../../blueprints/graph/graph";
import { isUnknown } from "../../../blueprints/graph/values";
import { changed, without } from "../../change-sample";
import { clean } from "../../facts/names";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import type { World } from "../../world/world";

const proof = (name: string) => ({
  type: TYPES.record,
  name,
  inputs: { name: ref("certificate"), type: "CNAME", records: [ref("certificate")] },
});

const compliant: Sample = {
  resources: [
    {
      type: TYPES.certificate,
      name: "certificate",
      inputs: {
        domainName: "example.com",
        subjectAlternativeNames: ["*.example.com", "api.example.com"],
        validationMethod: "DNS",
      },
    },
    proof("proof-0"),
    proof("proof-1"),
  ],
};

export const certificateCanRenew = rule({
  id: "edge/certificate-can-renew",
  title: "Each name of a certificate has the record that proves it",
  scope: "environment",
  severity: perTier("warning", "error", "error", "error"),
  why: "The issuer looks for the record of each name again before it renews: without one the certificate is not issued, or expires a year later with nobody about.",
  source:
    "AWS Certificate Manager User Guide, renewal for domains validated by DNS, https://docs.aws.amazon.com/acm/latest/userguide/dns-renewal-validation.html",
  fix: "make a validation record for each of the certificate's names; a name and its wildcard share one",
  types: [TYPES.certificate, TYPES.record, TYPES.zone],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, without("proof-1")) },
  subjects: (world) =>
    world.all(TYPES.certificate).filter((certificate) => world.peek(certificate, "validationMethod") === "DNS"),
  judge(certificate, world) {
    const proofs = world.referrers(certificate, [TYPES.record]);
    const wanted = namesOf(certificate, world);
    if (proofs.length === 0) return judgeUnproved(wanted, world);
    if (proofs.length >= wanted.size) return pass();
    const others = world.all(TYPES.record).filter((record) => isUnknown(world.peek(record, "records")));
    // Names of which some are in another zone are proved there.
    if (others.some((record) => world.referred(record, TYPES.certificate).length === 0)) return undefined;
    return fail(`has ${wanted.size} names to prove and ${proofs.length} records for it`, { related: proofs });
  },
});

/** A name and its wildcard are proved by one record, in all certificates of an account. */
const namesOf = (certificate: GraphResource, world: World): ReadonlySet<string> =>
  new Set(
    [world.text(certificate, "domainName") ?? "", ...world.texts(certificate, "subjectAlternativeNames")].map((name) =>
      clean(name).replace(/^\*\./, ""),
    ),
  );

/** Without a record of its own: the names are proved for another certificate, or by who answers for them elsewhere. */
function judgeUnproved(wanted: ReadonlySet<string>, world: World): Verdict | undefined {
  // Only of a whole environment is it known that nobody else makes the records.
  if (!world.declares("regions")) return undefined;
  const proved = new Set(
    world
      .all(TYPES.certificate)
      .filter((other) => world.referrers(other, [TYPES.record]).length > 0)
      .flatMap((other) => [...namesOf(other, world)]),
  );
  const [zone] = world
    .all(TYPES.zone)
    .filter((one) => !world.has(one, "vpcs") && wanted.has(clean(world.text(one, "name") ?? "")));
  const left = [...wanted].filter((name) => !proved.has(name));
  if (!zone || left.length === 0) return undefined;
  return fail(`has no record that proves ${left.join(", ")}`, { related: [zone] });
}
