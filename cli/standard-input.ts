/**
 * `--state -` as `--state=-`: the parser takes a lone dash for the end of a list of values.
 * @param argv words of the command line
 */
export function dashAsValue(argv: readonly string[]): readonly string[] {
  return argv.flatMap((word, at) => {
    if (word === "--state" && argv[at + 1] === "-") return ["--state=-"];
    return word === "-" && argv[at - 1] === "--state" ? [] : [word];
  });
}
