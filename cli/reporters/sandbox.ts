import { clean } from "../../blueprints/problems/format";
import type { CloudView } from "../../stacks/sandbox";

type Record = ReturnType<CloudView["list"]>[number];

/** The simulated cloud as a machine reads it. */
export function cloudDocument(cloud: CloudView) {
  const generic = cloud.generic();
  const resources = cloud.list();
  return {
    schemaVersion: "1",
    simulated: true,
    resources,
    genericResources: Object.values(generic).reduce((sum, count) => sum + count, 0),
    genericTypes: generic,
  };
}

export function cloudText(cloud: CloudView): string {
  const records = cloud.list();
  if (records.length === 0) return "The simulated cloud is empty. `scalekit up --sandbox` fills it.";
  const generic = Object.entries(cloud.generic());
  const kept = records.filter(({ status }) => status === "waiting" || status === "kept").length;
  return [
    ...records.map(line),
    "",
    `${records.length} things in the simulated cloud${kept > 0 ? `, ${kept} of them kept by AWS for a while` : ""}; no real cloud is touched.`,
    ...(generic.length > 0
      ? [`Without facts (accepted as they are): ${generic.map(([type, count]) => `${count} ${type}`).join(", ")}`]
      : []),
  ].join("\n");
}

export function recordText(record: Record): string {
  return [line(record), `  made for ${clean(record.createdFor)}`, JSON.stringify(record.properties, null, 2)].join(
    "\n",
  );
}

const line = (record: Record): string =>
  clean(
    `${(record.region || "-").padEnd(15)} ${record.type.padEnd(55)} ${record.id}${record.reason === undefined ? "" : `  (${record.reason})`}`,
  );
