import { takesIoOptimized } from "../../../blueprints/manifest/io-optimized";

test.each([
  ["aurora-postgresql", "12.22", false],
  ["aurora-postgresql", "13.9", false],
  ["aurora-postgresql", "13.10", true],
  ["aurora-postgresql", "16.1", true],
  ["aurora-postgresql", "17.2", false],
  ["aurora-postgresql", "17.10", true],
  ["aurora-postgresql", "18.0", true],
  // Whichever AWS gives.
  ["aurora-postgresql", "16", true],
  ["aurora-mysql", "5.7.mysql_aurora.2.12.0", false],
  ["aurora-mysql", "8.0.mysql_aurora.3.03.0", false],
  ["aurora-mysql", "8.0.mysql_aurora.3.03.1", true],
  ["aurora-mysql", "8.0.mysql_aurora.3.10.0", true],
] as const)("%s %s has I/O-Optimized storage: %s", (engine, version, expected) => {
  expect(takesIoOptimized(engine, version)).toBe(expected);
});
