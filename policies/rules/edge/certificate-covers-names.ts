import type { GraphResource } from "../../../blueprints/graph/graph";
import { stringsOf } from "../../../blueprints/graph/values";
import { changed, withInputs } from "../../change-sample";
import { listenersOf } from "../../facts/balancers";
import { certificateAt, certificatesOf, type NamedCertificate, namesOn } from "../../facts/certificates";
import { clean, matches, nameOf, recordsTo } from "../../facts/dns";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import { ref, type Sample } from "../../sample";
import { TYPES } from "../../types";
import { anyOf } from "../../world/any";
import { known, UnseenValue } from "../../world/unseen";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    {
      type: TYPES.certificate,
      name: "certificate",
      inputs: { domainName: "origin.example.com", subjectAlternativeNames: ["*.origin.example.com"] },
    },
    { type: TYPES.loadBalancer, name: "balancer" },
    {
      type: TYPES.listener,
      name: "https",
      inputs: { loadBalancerArn: ref("balancer"), protocol: "HTTPS", certificateArn: ref("certificate") },
    },
    {
      type: TYPES.record,
      name: "record",
      inputs: { name: "eu.origin.example.com", type: "A", aliases: [{ name: ref("balancer") }] },
    },
  ],
};

export const certificateCoversNames = rule({
  id: "edge/certificate-covers-names",
  title: "Every name that leads to a listener is on its certificate",
  scope: "environment",
  severity: perTier("warning", "error", "error", "error"),
  why: "On the day of a failover clients arrive at the other region under a name that its certificate does not have, and refuse to talk.",
  source:
    "ACM User Guide, certificate characteristics (wildcard names cover one label), https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html",
  fix: "add the name to subjectAlternativeNames in each region",
  types: [TYPES.certificate, TYPES.listener, TYPES.loadBalancer, TYPES.distribution, TYPES.record],
  elsewhere: [],
  example: {
    compliant,
    failing: changed(compliant, withInputs("certificate", { subjectAlternativeNames: [] })),
  },
  subjects: (world) => [
    ...world.all(TYPES.loadBalancer),
    ...world.all(TYPES.distribution).filter((cdn) => world.has(cdn, "aliases")),
  ],
  judge(subject, world) {
    if (subject.type === TYPES.distribution) {
      const certificate = certificateAt(subject, "viewerCertificate.acmCertificateArn", world);
      return certificate && judgeNames(world.texts(subject, "aliases"), [certificate], "viewerCertificate", world);
    }
    const secure = listenersOf(subject, world).filter((from) =>
      /^(HTTPS|TLS)$/.test(world.text(from, "protocol") ?? ""),
    );
    const names = namesTo(subject, world);
    if (secure.length === 0 || names.length === 0) return undefined;
    return secure.flatMap((listener) =>
      judgeNames(names, certificatesOf(listener, world), "certificateArn", world, `${listener.name} `),
    );
  },
});

/** One verdict a name. */
function judgeNames(
  names: readonly string[],
  certificates: readonly NamedCertificate[],
  input: string,
  world: World,
  at = "",
): Verdict[] {
  return names.map((name) => {
    const covers = anyOf(certificates, ({ resource }) => {
      if (!resource) throw new UnseenValue(`names on the certificate for ${name}`);
      return namesOn(resource, world).some((pattern) => matches(pattern, name));
    });
    if (covers) return pass(`${at}${name}`);
    return fail(`is reached as ${name}, which none of its certificates has`, { key: `${at}${name}`, input });
  });
}

/** Names under which clients come: their records lead to the balancer, through any chain. Names not known prove nothing. */
const namesTo = (balancer: GraphResource, world: World): readonly string[] => [
  ...new Set(
    recordsTo(balancer, world)
      .flatMap((record) => known(() => nameOf(record, world))?.value ?? [])
      .filter((name) => asked(world).has(name) || !passedOn(world).has(name)),
  ),
];

/** Names that other records lead to: clients keep the name that they asked for, and never see these. */
const passedOn = (world: World): ReadonlySet<string> =>
  world.fact("names that records lead to", () => {
    const records = world.all(TYPES.record);
    const linked = records
      .flatMap((record) => world.referred(record, TYPES.record))
      .flatMap((to) => known(() => nameOf(to, world))?.value ?? []);
    return new Set([
      ...linked,
      ...records.flatMap((record) => [...stringsOf([record.inputs.aliases, record.inputs.records])].map(clean)),
    ]);
  });

/** Names that the CDN, health checkers and Cloudflare ask for by themselves. */
const asked = (world: World): ReadonlySet<string> =>
  world.fact("names that machines ask for", () => {
    const askers = world.all(TYPES.distribution, TYPES.cloudflarePool, TYPES.healthCheck);
    return new Set(askers.flatMap(({ inputs }) => [...stringsOf([inputs.origins, inputs.fqdn])].map(clean)));
  });
