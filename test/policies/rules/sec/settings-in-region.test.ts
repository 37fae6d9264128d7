import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { SECRET_PROVIDER_CLASS } from "../../../../policies/facts/outside-types";
import { settingsInRegion } from "../../../../policies/rules/sec/settings-in-region";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const base64 = (text: string): string => Buffer.from(text).toString("base64");
const wrapped = (text: string): string => base64(text).replace(/.{76}/g, "$&\n");
const ask = "aws ssm get-parameter --with-decryption --name '/shop/orders/port' --query Parameter.Value";
const script = (text: string) => withInputs("web", { userData: text });
const pods = withMore({
  type: SECRET_PROVIDER_CLASS,
  name: "pods",
  inputs: {
    spec: {
      provider: "aws",
      parameters: { objects: '[{"objectName":"/shop/orders/port","objectType":"ssmparameter"}]' },
    },
  },
});

describeRule(settingsInRegion, {
  rows: [
    ["both where they are read", [], "pass"],
    ["gone, unlike others of its folder", without("port"), "fail", /reads \/shop\/orders\/port, which is not made/],
    ["a folder that somebody else makes", without("port", "writer"), "does not apply"],
    [
      "one whose name is not known may be it",
      [without("port"), withMore({ type: TYPES.parameter, name: "x", inputs: { name: UNKNOWN } })],
      "unknown",
    ],
    ["encoded", [script(base64(`#!/bin/bash\n${ask}`)), without("port")], "fail"],
    [
      "encoded twice, in lines",
      [
        script(base64(`#!/bin/bash\nbase64 -d > /opt/settings <<'END'\n${wrapped(`#!/bin/bash\n${ask}\n`)}\nEND\n`)),
        without("port"),
      ],
      "fail",
    ],
    ["a script that reads nothing", script("#!/bin/bash\necho ready"), "does not apply"],
    ["a script that is not known", withInputs("web", { userData: UNKNOWN }), "does not apply"],
    ["what pods mount", [script(""), pods, without("port")], "fail", /not made/],
    ["what pods mount, and is there", [script(""), pods], "pass"],
  ],
});
