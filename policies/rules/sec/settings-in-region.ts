import type { GraphResource } from "../../../blueprints/graph/graph";
import { isUnknown } from "../../../blueprints/graph/values";
import { changed, withResource } from "../../change-sample";
import { parametersRead, SETTING_READERS } from "../../facts/read-names";
import { fail, pass, perTier, rule, type Verdict } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";
import { unseen } from "../../world/unseen";
import type { World } from "../../world/world";

const compliant: Sample = {
  resources: [
    { type: TYPES.parameter, name: "writer", inputs: { name: "/shop/orders/writer", type: "String" } },
    { type: TYPES.parameter, name: "port", inputs: { name: "/shop/orders/port", type: "String" } },
    {
      type: TYPES.launchTemplate,
      name: "web",
      inputs: {
        userData: [
          "#!/bin/bash",
          "aws ssm get-parameter --name '/shop/orders/writer' --query Parameter.Value",
          "aws ssm get-parameter --name '/shop/orders/port' --query Parameter.Value",
        ].join("\n"),
      },
    },
  ],
};

export const settingsInRegion = rule({
  id: "sec/settings-in-region",
  title: "The parameters that a program reads when it starts are in its region",
  scope: "environment",
  severity: perTier("error", "error", "error", "error"),
  why: "Parameter Store answers for its own region only: a program whose parameter is elsewhere, or gone, does not find its store and does not start.",
  source:
    "AWS Systems Manager User Guide, Parameter Store, https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-parameter-store.html; GetParameter, https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html",
  fix: "make the parameter in the region of what reads it",
  types: [TYPES.parameter, ...SETTING_READERS],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withResource("port", { region: "sa-east-1" })) },
  subjects: (world) => world.all(...SETTING_READERS),
  judge(reader, world): readonly Verdict[] | undefined {
    const names = parametersRead(reader, world);
    if (names.length === 0 || reader.region === undefined) return undefined;
    const verdicts = names.flatMap((name) => judgeName(name, reader, world) ?? []);
    return verdicts.length > 0 ? verdicts : undefined;
  },
});

function judgeName(name: string, reader: GraphResource, world: World): Verdict | undefined {
  const all = world.all(TYPES.parameter);
  const named = all.filter((parameter) => world.peek(parameter, "name") === name);
  if (named.some(({ region }) => region === reader.region)) return pass(name);
  const input = reader.type === TYPES.launchTemplate ? "userData" : "spec";
  const [elsewhere] = named;
  if (elsewhere)
    return fail(`reads ${name} in ${reader.region}, and it is in ${elsewhere.region}`, {
      key: name,
      input,
      related: [elsewhere],
    });
  // Others of its folder are made here: who makes none may have them made by somebody else.
  const folder = name.slice(0, name.lastIndexOf("/") + 1);
  const isSibling = (parameter: GraphResource): boolean =>
    String(world.peek(parameter, "name")).startsWith(folder) && parameter.region === reader.region;
  if (!all.some(isSibling)) return undefined;
  const stray = all.find((parameter) => isUnknown(world.peek(parameter, "name")));
  if (stray) throw unseen(stray, "name");
  return fail(`reads ${name}, which is not made, unlike others of ${folder}`, { key: name, input });
}
