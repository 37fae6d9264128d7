import { type Change, declaring, withMore } from "../../../../policies/change-sample";
import type { DeclaredService } from "../../../../policies/declared";
import { storesAreUsed } from "../../../../policies/rules/res/stores-are-used";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const using = (...uses: readonly Pick<DeclaredService, "reads" | "writes">[]): Change =>
  declaring({
    services: Object.fromEntries(
      uses.map((one, at): [string, DeclaredService] => [
        `service-${at}`,
        { runs: "instances", capacityRps: 100, minimum: 3, maximum: 9, ...one },
      ]),
    ),
  });
const nobody = { reads: [], writes: [] };

describeRule(storesAreUsed, {
  rows: [
    ["nobody uses it", using(nobody, nobody), "fail", /that no service says it uses/],
    ["read and not written", using({ reads: ["orders"], writes: [] }), "fail", /read by service-0, and no service/],
    // Who writes may read.
    ["written by the only one", using({ reads: [], writes: ["orders"] }), "pass"],
    [
      "a copy in another region, once",
      [
        withMore({ type: TYPES.dbCluster, name: "copy", region: "ap-south-1", part: "orders" }),
        using({ reads: ["orders"], writes: [] }),
      ],
      "fail",
    ],
    [
      "sessions that are read only",
      [
        withMore({ type: TYPES.replicationGroup, name: "sessions", part: "sessions" }),
        using({ reads: ["sessions"], writes: ["orders"] }),
      ],
      "fail",
      /read by service-0/,
    ],
    [
      "a store that is no part of the manifest",
      (sample) => ({ ...sample, resources: [{ type: TYPES.dbCluster, name: "orders" }] }),
      "does not apply",
    ],
    ["no manifest", declaring({ services: undefined } as never), "does not apply"],
  ],
});
