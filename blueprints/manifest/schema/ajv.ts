import Ajv2020, { _, type CodeOptions, type KeywordCxt } from "ajv/dist/2020";
import { withinUnit } from "./units";

/** Ajv as the manifest's schema wants it, with our keywords for ranges of units and for reasons. */
export function ajv(code: CodeOptions = {}): Ajv2020 {
  // strictRequired wants each required name declared beside it; `if` and `then` name what the outer schema declares.
  const instance = new Ajv2020({
    allErrors: true,
    strict: true,
    strictRequired: false,
    verbose: true,
    allowUnionTypes: true,
    code,
  });
  instance.addKeyword({
    keyword: "x-unit",
    type: "string",
    schemaType: "object",
    code(context: KeywordCxt) {
      // `code` is how the function is found by code that stands alone in blueprints/manifest/ (scripts/build.mjs).
      const within = context.gen.scopeValue("func", {
        ref: withinUnit,
        code: _`require("./schema/units").withinUnit`,
      });
      context.fail(_`!${within}(${context.schemaValue}, ${context.data})`);
    },
  });
  instance.addKeyword({ keyword: "x-why", schemaType: "string" });
  return instance;
}
