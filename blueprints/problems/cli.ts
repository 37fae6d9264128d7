import type { CatalogueEntry } from "./problem";

export const cliProblems: readonly CatalogueEntry[] = [
  {
    code: "SK9002",
    title: "A confirmation is needed and there is nobody to ask",
    why: "The command changes things and standard input is no terminal, as in CI.",
    fix: "Look at what the command would do (`preview`), then run it with --yes.",
  },
  {
    code: "SK9003",
    title: "A report that cannot be written as asked",
    why: "--output takes a format and a file, so that one run can write several reports.",
    fix: "Write --output FORMAT=FILE, such as --output sarif=check.sarif.",
  },
  {
    code: "SK9004",
    title: "A file that cannot be written",
    why: "The folder is not there, the permissions forbid it, or the disk is full. What was in the file before is there still.",
    fix: "Make the folder, correct its permissions or free some space, then run the command again.",
  },
  {
    code: "SK9005",
    title: "A scenario that cannot be proved as asked",
    why: "prove knows a list of things that fail; --with joins several of them, and --decide takes a time that is not negative.",
    fix: "Take scenarios from `scalekit prove --help`, join them with a plus (zone+writer), write times such as 90s or 5m.",
  },
  {
    code: "SK9006",
    title: "A file for prove that cannot be used",
    why: "Scenarios, rates and incidents of your own count only where every line of theirs is understood.",
    fix: "Correct the line that is named; docs/recovery.md shows the forms.",
  },
  {
    code: "SK9008",
    title: "Traffic that cannot be read",
    why: "simulate replays a CSV file with a time and a value in each row, or the JSON of a Prometheus range query. The file is neither, or its times do not ascend.",
    fix: "Write a header and rows such as `period,count`; say with --unit what an unnamed value is (docs/capacity.md).",
  },
  {
    code: "SK9007",
    title: "A simulation that cannot be run as asked",
    why: "A flag names something that the manifest does not have, or a value that is out of its bounds.",
    fix: "See `scalekit simulate --help`: shares add up to 100 %, times have units (90s, 12h), rates are written 9000rps.",
  },
  {
    code: "SK9999",
    title: "A defect of scalekit",
    why: "Something happened that no part of scalekit expected.",
    fix: "Report it with the command that you ran; SCALEKIT_DEBUG=1 prints where it happened.",
  },
];
