import { EVERY, exampleGraph } from "../../support/examples";
import { checkInputs, describeWithOracle, terraformType } from "../../support/oracle";

describeWithOracle("every AWS resource of the examples, against the real provider's answers", () => {
  it.each(EVERY)(
    "the %s at tier %s: required, types, allowed values",
    async (name, tier) => {
      const wrong: string[] = [];
      for (const { custom, type, inputs, id } of await exampleGraph(name, tier)) {
        if (!custom || !type.startsWith("aws:")) continue;
        if (terraformType(type) === undefined) wrong.push(`${type} is unknown to the provider`);
        wrong.push(...checkInputs(type, inputs).map((problem) => `${id.split("::").at(-1)}: ${problem}`));
      }
      expect(wrong).toEqual([]);
    },
    60_000,
  );
});
