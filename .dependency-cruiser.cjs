/** The house's rule: imports go one way (cli -> stacks -> components -> blueprints; cli -> policies -> blueprints). */
const only = (from, allowed) => ({
  name: `${from}-imports-only-what-it-may`,
  severity: "error",
  comment: `${from}/ may import ${allowed.length > 0 ? allowed.join(", ") : "nothing of ours"} (see ARCHITECTURE.md)`,
  from: { path: `^${from}/` },
  to: { path: "^(blueprints|components|stacks|policies|cli|test|bench)/", pathNot: `^(${[from, ...allowed].join("|")})/` },
});

module.exports = {
  forbidden: [
    { name: "no-circles", severity: "error", from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } } },
    only("blueprints", []),
    only("components", ["blueprints"]),
    only("stacks", ["components", "blueprints"]),
    only("policies", ["blueprints"]),
    only("cli", ["stacks", "components", "policies", "blueprints"]),
    {
      name: "blueprints-know-no-pulumi",
      severity: "error",
      comment: "blueprints/ is pure knowledge: no Pulumi, no files, no processes, no network",
      from: { path: "^blueprints/", pathNot: "^blueprints/manifest/read\\.ts$" },
      to: { path: ["@pulumi/", "^node:(fs|child_process|http|https|net)", "^(fs|child_process|http|https|net)(/|$)"] },
    },
    {
      name: "components-know-no-engine",
      severity: "error",
      comment: "a component runs in anybody's Pulumi program: no Automation API, no files, no processes",
      from: { path: "^components/" },
      to: { path: ["@pulumi/pulumi/automation", "^(fs|child_process)(/|$)"] },
    },
    { name: "nothing-outside-tests-imports-tests", severity: "error", from: { pathNot: "^(test|bench)/" }, to: { path: "^test/" } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|\\.cache)/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
  },
};
