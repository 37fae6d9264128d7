import { cacheFamily, hasInsights, minorIsOpen, sqlFamily } from "../../../components/data/engines";
import { BACKUP_WINDOW, maintenanceWindow, suffixed } from "../../../components/data/names";

test.each([
  ["aurora-postgresql", "16.6", "aurora-postgresql16"],
  ["aurora-mysql", "8.0.mysql_aurora.3.08.0", "aurora-mysql8.0"],
  ["postgres", "17", "postgres17"],
  ["mysql", "8.4.3", "mysql8.4"],
] as const)("the parameter family of %s %s is %s", (engine, version, family) => {
  expect(sqlFamily(engine, version)).toBe(family);
});

test.each([
  ["valkey", "8.0", "valkey8"],
  ["redis", "7.1", "redis7"],
  ["redis", "6.2", "redis6.x"],
] as const)("the parameter family of %s %s is %s", (engine, version, family) => {
  expect(cacheFamily(engine, version)).toBe(family);
});

test("a minor version is open only where none is written", () => {
  expect([minorIsOpen("16"), minorIsOpen("16.6"), minorIsOpen("8.0.mysql_aurora.3.08.0")]).toEqual([
    true,
    false,
    false,
  ]);
});

test("a maintenance window is stable, in the night hours, and clear of the backup", () => {
  expect(maintenanceWindow("orders-eu-west-1")).toBe(maintenanceWindow("orders-eu-west-1"));
  const windows = Array.from({ length: 200 }, (_, index) => maintenanceWindow(`store-${index}`));
  expect(windows.filter((each) => !/^([a-z]{3}):0[3-6]:00-\1:0[4-7]:00$/.test(each))).toEqual([]);
  expect(new Set(windows).size).toBe(28);
  expect(BACKUP_WINDOW).toBe("01:00-02:00");
});

test("a name that gets too long is cut, and two of them stay two", () => {
  expect(suffixed("orders", "final", 63)).toBe("orders-final");
  const [one, two] = [suffixed("a".repeat(62), "read", 63), suffixed(`${"a".repeat(61)}b`, "read", 63)];
  expect([one.length, two.length]).toEqual([63, 63]);
  expect(one).not.toBe(two);
});

test.each([
  ["aurora-mysql", "db.t3.medium", false],
  ["aurora-mysql", "db.t4g.medium", true],
  ["mysql", "db.t4g.small", false],
  ["aurora-postgresql", "db.t3.medium", true],
  ["postgres", "db.t4g.micro", true],
] as const)("Performance Insights of %s on %s: %s", (engine, instanceClass, has) => {
  expect(hasInsights(engine, instanceClass)).toBe(has);
});
