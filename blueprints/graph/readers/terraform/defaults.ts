import defaults from "../facts/terraform-defaults.json";
import { isRecord } from "../reading";

const BY_DEFAULT: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(defaults.types));
const SHOWN: ReadonlyMap<string, Readonly<Record<string, unknown>>> = new Map(Object.entries(defaults.shown));

/** A copy has the settings of what it is made from. */
const COPIES = ["snapshot_identifier", "replicate_source_db", "restore_to_point_in_time", "s3_import"];

/**
 * What the configuration leaves out and the service has a fixed default for counts as not written, as it does in Pulumi's
 * and CloudFormation's forms, and so does a key that nobody chose: a rule that asks for a key must not take it for one.
 * Other values stay unknown, since other resources or the account may decide them.
 */
export function withoutLeftOut(type: string, unknown: unknown, names: ReadonlySet<string> | undefined): unknown {
  if (!names || !isRecord(unknown)) return unknown;
  const fixed = COPIES.some((name) => names.has(name)) ? [] : (BY_DEFAULT.get(type) ?? []);
  const isLeftOut = (name: string): boolean =>
    !names.has(name) && (/kms_(master_)?key/.test(name) || fixed.includes(name));
  return Object.fromEntries(Object.entries(unknown).filter(([name]) => !isLeftOut(name)));
}

/** Values without those that stand there whether somebody chose them or not; with the configuration's names it is known who did. */
export function withoutShown(type: string, values: unknown, names?: ReadonlySet<string>): unknown {
  const shown = SHOWN.get(type);
  if (!shown || !isRecord(values)) return values;
  return Object.fromEntries(
    Object.entries(values).filter(
      ([name, value]) => names?.has(name) || !Object.hasOwn(shown, name) || shown[name] !== value,
    ),
  );
}
