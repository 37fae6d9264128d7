import { minutesOf } from "../../cron";
import { type Check, instances, problemAt } from "./meaning";

/** AWS refuses a warm pool on a group with a mixed instances policy or Spot (facts/combinations.json, DECISIONS 18). */
export const warmPoolWithSpot: Check = (meaning) =>
  instances(meaning.manifest).flatMap(([name, { spot, warmPool }]) =>
    spot > 0 && warmPool > 0
      ? [
          problemAt(meaning, "SK1106", `services.${name}.warmPool`, {
            message: `service ${name} has a warm pool and Spot: Auto Scaling refuses the two together`,
            expected: "warmPool: 0 or spot: 0%",
            fix: "choose one: a warm pool for fast starts, Spot for price",
          }),
        ]
      : [],
  );

/** Predictive scaling counts instances, so they must be alike (facts/combinations.json). */
export const predictiveUnlikeTypes: Check = (meaning) =>
  instances(meaning.manifest).flatMap(([name, { predictive, instanceTypes }]) => {
    const sizes = new Set(instanceTypes.map(sizeOf));
    if (predictive !== "scale" || sizes.size <= 1) return [];
    return [
      problemAt(meaning, "SK1107", `services.${name}.predictive`, {
        message: `service ${name} scales by prediction over instances of unlike size (${[...sizes].join(", ")}): the forecast counts instances, not what they carry`,
        expected: "instance types of one size, or predictive: forecast",
        fix: "list types of one size only",
      }),
    ];
  });

/** One image runs on one architecture: Graviton types have a g after their generation. */
export const oneArchitecture: Check = (meaning) =>
  instances(meaning.manifest).flatMap(([name, { instanceTypes, image }]) => {
    const architectures = new Set(instanceTypes.map(architectureOf));
    const [only] = architectures;
    if (architectures.size > 1) {
      return [
        problemAt(meaning, "SK1122", `services.${name}.instanceTypes`, {
          message: `service ${name} mixes ARM and x86 instance types, but has one image`,
          expected: "types of one architecture",
          fix: "keep either the types with a g after the generation (Graviton, ARM) or the others",
        }),
      ];
    }
    const named = "ssm" in image ? /(arm64|x86_64)/.exec(image.ssm)?.[1] : undefined;
    if (named === undefined || named === only) return [];
    return [
      problemAt(meaning, "SK1122", `services.${name}.image`, {
        message: `service ${name}: the image is for ${named}, its instance types (${instanceTypes.join(", ")}) are ${only}`,
        expected: "an image and instance types of one architecture",
        fix:
          named === "arm64"
            ? "use the x86_64 image, or Graviton types such as m7g.large"
            : "use the arm64 image, or write instanceTypes such as [m7i.large, m6i.large]",
      }),
    ];
  });

/** Instances come and go at times that exist, at different ones, in a time zone that exists. */
export const scheduleTimes: Check = (meaning) =>
  instances(meaning.manifest).flatMap(([name, { schedule }]) => {
    if (!schedule) return [];
    const path = `services.${name}.schedule`;
    const [start, stop] = [minutesOf(schedule.start), minutesOf(schedule.stop)];
    const days = (["start", "stop"] as const)
      .filter((key) => minutesOf(schedule[key]) === undefined)
      .map((key) =>
        problemAt(meaning, "SK1133", `${path}.${key}`, {
          message: `service ${name}: "${schedule[key]}" has a range of weekdays that runs backwards`,
          expected: "weekdays from a lower to a higher number, such as 1-5; a list such as 5,6,0 goes over the weekend",
          fix: "turn the range around, or list the days",
        }),
      );
    const same = start?.some((minute) => stop?.includes(minute)) === true;
    return [
      ...days,
      ...(same
        ? [
            problemAt(meaning, "SK1133", `${path}.stop`, {
              message: `service ${name} would start and stop at the same time`,
              expected: "times that differ",
              fix: "write another time",
            }),
          ]
        : []),
      ...(isTimeZone(schedule.timeZone)
        ? []
        : [
            problemAt(meaning, "SK1133", `${path}.timeZone`, {
              message: `service ${name}: there is no time zone ${schedule.timeZone}`,
              expected: "a name of the IANA time zone database, such as Europe/Berlin or Etc/UTC",
              fix: "correct the name",
            }),
          ]),
    ];
  });

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** A pool would stay, stopped and paid for, while the group has no instance; and it would be filled again at each start. */
export const warmPoolWithSchedule: Check = (meaning) =>
  instances(meaning.manifest).flatMap(([name, { schedule, warmPool }]) =>
    schedule && warmPool > 0
      ? [
          problemAt(meaning, "SK1134", `services.${name}.warmPool`, {
            message: `service ${name} has a warm pool and a schedule: its stopped instances would stay when all others go`,
            expected: "warmPool: 0, or no schedule",
            fix: "choose one",
          }),
        ]
      : [],
  );

const sizeOf = (type: string): string => type.slice(type.indexOf(".") + 1);

/** m7g, c7gn, t4g, r6gd, x2gd, im4gn, a1: ARM; m7i, c6a, t3, g5: x86 (EC2 user guide, naming of instance types). */
export function architectureOf(type: string): "arm64" | "x86_64" {
  const family = type.slice(0, type.indexOf("."));
  return family === "a1" || /^[a-z]+\d+g/.test(family) ? "arm64" : "x86_64";
}
