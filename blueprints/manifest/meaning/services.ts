import { nearest } from "../../problems/nearest";
import type { Problem } from "../../problems/problem";
import { type Check, type Meaning, problemAt, regionsOf } from "./meaning";

const SESSIONS = "sessions";

export const unknownStore: Check = (meaning) => {
  const { services, data, sessions } = meaning.manifest;
  const known = [...Object.keys(data), ...(sessions ? [SESSIONS] : [])];
  return Object.entries(services).flatMap(([service, { reads, writes }]) =>
    Object.entries({ reads, writes }).flatMap(([verb, stores]) =>
      stores.flatMap((store, index) =>
        known.includes(store) ? [] : [noSuchStore(meaning, `services.${service}.${verb}.${index}`, store, known)],
      ),
    ),
  );
};

function noSuchStore(meaning: Meaning, path: string, store: string, known: readonly string[]): Problem {
  const near = nearest(store, known);
  const add = store === SESSIONS ? 'add "sessions: {}" to the manifest' : `add it under "data:", or correct the name`;
  return problemAt(meaning, "SK1102", path, {
    message: `there is no store "${store}"`,
    expected: known.length === 0 ? "a store under data, or sessions" : `one of ${known.join(", ")}`,
    ...(near !== undefined && { nearest: near }),
    fix: near === undefined ? add : `write ${near}, or ${add}`,
  });
}

/** `sessions` is the cache's name wherever services refer to stores. */
export const storeNamedSessions: Check = (meaning) =>
  meaning.manifest.data[SESSIONS] === undefined
    ? []
    : [
        problemAt(
          meaning,
          "SK1127",
          `data.${SESSIONS}`,
          {
            message: 'a store cannot be called "sessions": that is the session cache',
            expected: "another name",
            fix: 'rename the store; for a session cache write "sessions: {}" at the top level',
          },
          "key",
        ),
      ];

export const samePath: Check = (meaning) => {
  const owners = new Map<string, string>();
  return Object.entries(meaning.manifest.services).flatMap(([service, { paths }]) =>
    paths.flatMap((pattern, index) => {
      const owner = owners.get(pattern);
      owners.set(pattern, owner ?? service);
      if (owner === undefined || owner === service) return [];
      return [
        problemAt(meaning, "SK1114", `services.${service}.paths.${index}`, {
          message: `${pattern} is answered by ${owner} already`,
          expected: "each path in one service",
          fix: `remove it here or from ${owner}, or run both behind paths of their own`,
        }),
      ];
    }),
  );
};

export const defaultRoute: Check = (meaning) => {
  const { services } = meaning.manifest;
  const without = Object.entries(services).filter(([, { paths }]) => paths.length === 0);
  const missing = without.map(([name]) =>
    problemAt(
      meaning,
      "SK1117",
      `services.${name}`,
      {
        message: `service ${name} has no paths`,
        expected: "paths, since there are several services",
        fix: `add "paths: [/${name}/*]", or "paths: [/*]" for the one that answers everything else`,
      },
      "key",
    ),
  );
  const hasDefault = Object.values(services).some(({ paths }) => paths.includes("/*"));
  if (hasDefault || missing.length > 0) return missing;
  return [
    problemAt(
      meaning,
      "SK1115",
      "services",
      {
        message: "no service answers /*: every other path would get 404",
        expected: "one service with /* among its paths",
        fix: 'add "/*" to the paths of the service that people should see first',
      },
      "key",
    ),
  ];
};

export const scalingOrder: Check = (meaning) => [
  ...Object.entries(meaning.manifest.services).flatMap(([name, { scaling }]) =>
    scaling.minimum > scaling.maximum ? [minimumOverMaximum(meaning, `services.${name}.scaling`, scaling)] : [],
  ),
  ...nodesOrder(meaning),
];

function nodesOrder(meaning: Meaning): readonly Problem[] {
  const { kubernetes } = meaning.manifest;
  if (kubernetes?.cluster !== "eks" || kubernetes.nodesMinimum <= kubernetes.nodesMaximum) return [];
  return [
    minimumOverMaximum(meaning, "kubernetes.nodes", {
      minimum: kubernetes.nodesMinimum,
      maximum: kubernetes.nodesMaximum,
    }),
  ];
}

function minimumOverMaximum(
  meaning: Meaning,
  path: string,
  { minimum, maximum }: { minimum: number; maximum: number },
): Problem {
  return problemAt(meaning, "SK1113", `${path}.minimum`, {
    message: `${path}: the minimum (${minimum}) is above the maximum (${maximum})`,
    expected: "a minimum that is not above the maximum",
    fix: "raise the maximum or lower the minimum",
  });
}

export const imageFitsService: Check = (meaning) =>
  Object.entries(meaning.manifest.services).flatMap(([name, service]) => {
    const image = written(meaning, name);
    const container = typeof image === "string";
    if (container === (service.runs === "kubernetes"))
      return container ? untagged(meaning, name, image) : withoutRegion(meaning, name, service);
    return [
      problemAt(meaning, "SK1116", `services.${name}.image`, {
        message: container
          ? `service ${name} runs on instances, which start from a machine image`
          : `service ${name} runs on Kubernetes, which starts containers`,
        expected: container ? "{ssm: PATH} or {byRegion: {REGION: AMI}}" : "a container image with tag or digest",
        fix: container ? "write a machine image, or runs: kubernetes" : "write a container image, or runs: instances",
      }),
    ];
  });

function written({ tree }: Meaning, name: string): unknown {
  return (tree.services as Record<string, { image?: unknown }>)[name]?.image;
}

function untagged(meaning: Meaning, name: string, image: string): readonly Problem[] {
  const last = image.slice(image.lastIndexOf("/") + 1);
  if (/[:@]/.test(last) && !last.endsWith(":latest")) return [];
  return [
    problemAt(meaning, "SK1118", `services.${name}.image`, {
      message: `${image} does not name one image: what it means changes over time`,
      expected: "a tag other than latest, or a digest",
      fix: "add the tag of a release, such as :1.4.2",
    }),
  ];
}

function withoutRegion(
  meaning: Meaning,
  name: string,
  service: Meaning["manifest"]["services"][string],
): readonly Problem[] {
  if (service.runs !== "instances" || !("byRegion" in service.image)) return [];
  const images = service.image.byRegion;
  return regionsOf(meaning.manifest)
    .filter((region) => !Object.hasOwn(images, region))
    .map((region) =>
      problemAt(
        meaning,
        "SK1121",
        `services.${name}.image.byRegion`,
        {
          message: `service ${name} has no image for ${region}: an AMI id holds in one region only`,
          expected: "an AMI for each region, or an SSM parameter",
          fix: `add ${region}, or use {ssm: PATH}`,
        },
        "key",
      ),
    );
}
