/** Tests are transformed file by file by swc; types are checked by `npm run types`. */
module.exports = {
  testEnvironment: "node",
  // A machine that does other things too takes its time; what hangs is still found.
  testTimeout: 30_000,
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
    ],
  },
  // Dynamic imports name the compiled file (`await import("./x.js")`), as Node wants it; here there is only x.ts.
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
  // Scenarios run the compiled command; a stale one would prove nothing.
  globalSetup: "<rootDir>/test/support/build-once.js",
  setupFiles: ["<rootDir>/test/support/realm.js"],
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/.cache/"],
};
