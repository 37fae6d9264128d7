import { version as sdkVersion } from "@pulumi/pulumi/version";

/** Version of the SDK that is installed beside us; engines that we fetch or build have exactly this one (DECISIONS 26). */
export const SDK_VERSION = sdkVersion.replace(/^v/, "");

/** Oldest engine that our tests ran with; the next major version is out of range. */
export const OLDEST_ENGINE = "3.246.0";

/** Whether an engine found on this machine, such as "v3.250.1", is in the tested range. */
export function inRange(version: string): boolean {
  const found = parse(version);
  const oldest = parse(OLDEST_ENGINE);
  if (!found || !oldest || found[0] !== oldest[0]) return false;
  return found[1] > oldest[1] || (found[1] === oldest[1] && found[2] >= oldest[2]);
}

function parse(version: string): [number, number, number] | undefined {
  const match = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version.trim());
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : undefined;
}
