import { factsOf } from "../facts/facts";
import { checkDelete, checkUpdate } from "../rules";
import { isEmpty, type Properties, revealAll } from "../value";
import { locate } from "./locate";
import { withComputed } from "./outputs";
import { Refused } from "./refused";
import { hidden } from "./secrets";
import { clean, computedBefore, type Surroundings, templateValues, withMarks } from "./surroundings";
import { waitingOf } from "./waiting";

/** Changes a resource in place. */
export function update(
  type: string,
  id: string,
  state: Properties,
  oldInputs: Properties,
  inputs: Properties,
  surroundings: Surroundings,
): Properties {
  const { cloud } = surroundings;
  const found = locate(type, id, state, surroundings);
  if (!found) throw new Refused(`${type} ${id} does not exist; \`scalekit refresh\` finds out what is there`);
  const plain = clean(revealAll(inputs));
  checkUpdate({
    type,
    properties: plain,
    before: found.properties,
    region: found.region,
    account: found.account,
    cloud,
    self: id,
  });
  const values = templateValues(type, plain, surroundings, found.createdFor);
  const kept = { ...computedBefore(found, inputs), ...removed(type, oldInputs, plain) };
  const computed = withComputed(type, id, { ...values, properties: { ...kept, ...plain } });
  cloud.put({ ...found, status: "ready", properties: hidden(type, inputs, bumped(type, computed)) });
  return withMarks(inputs, bumped(type, computed));
}

/** A new version of a launch template is made by each change; a certificate's state and the like stay. */
function bumped(type: string, properties: Properties): Properties {
  if (type !== "aws:ec2/launchTemplate:LaunchTemplate") return properties;
  const latestVersion = Number(properties.latestVersion) + 1;
  return {
    ...properties,
    latestVersion,
    ...(properties.updateDefaultVersion === true && { defaultVersion: latestVersion }),
  };
}

/** An input that was taken away goes back to the cloud's default, unless the cloud chose it. */
const removed = (type: string, olds: Properties, news: Properties): Properties =>
  Object.fromEntries(
    Object.keys(olds)
      .filter((name) => isEmpty(news[name]) && factsOf(type)?.properties[name]?.computed !== true)
      .map((name) => [name, undefined]),
  );

/** Takes a resource away; what the cloud keeps for a while stays, marked as such. */
export function remove(type: string, id: string, state: Properties, surroundings: Surroundings): void {
  const { cloud } = surroundings;
  const found = locate(type, id, state, surroundings);
  if (!found) return;
  checkDelete({ type, properties: found.properties, region: found.region, account: found.account, cloud, self: id });
  const { waits, leaves } = waitingOf(found);
  for (const record of leaves) cloud.add(record);
  if (waits === undefined) cloud.remove(found);
  else cloud.put({ ...found, status: "waiting", reason: waits });
}
