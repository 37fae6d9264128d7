import { join } from "node:path";
import { PassThrough } from "node:stream";
import { eventLine } from "../../../../cli/reporters/run/lines";
import { Live } from "../../../../cli/reporters/run/live";
import { previewText, refusalText } from "../../../../cli/reporters/run/preview";
import {
  destroyRefusedText,
  destroyText,
  driftText,
  outputsText,
  statusText,
} from "../../../../cli/reporters/run/reads";
import { resultText } from "../../../../cli/reporters/run/result";
import type { Style } from "../../../../cli/reporters/run/style";
import { expectGolden } from "../../../support/golden";
import { destroyPlan, drift, events, failedUp, preview, replaced, status } from "./samples";

const outputs = [
  {
    stack: "production-edge",
    outputs: [
      { name: "url", secret: false, value: "https://shop.example" },
      { name: "key", secret: true },
    ],
  },
];

const TEXTS: Readonly<Record<string, (style: Style) => string>> = {
  preview: (style) => previewText(preview, style),
  details: (style) => previewText(preview, style, true),
  refusal: (style) => refusalText([{ change: replaced, loss: "the database" }], style),
  failed: (style) => resultText(failedUp, "scalekit up --env production", style),
  status: (style) => statusText(status, style),
  drift: (style) => driftText(drift, "drift", style),
  destroy: (style) => destroyText(destroyPlan, style) + destroyRefusedText(style),
  outputs: (style) => outputsText(outputs, style),
  events: (style) => events.flatMap((event) => eventLine(event, style) ?? []).join("\n"),
};
const ESCAPE = "\u001b";
const plain = (text: string) => text.replaceAll(new RegExp(`${ESCAPE}\\[\\d+m`, "g"), "");

// `UPDATE_GOLDEN=1 npx jest test/cli/reporters/run` writes them anew; read the difference before it is committed.
describe.each([60, 100])("at %i columns", (width) => {
  const style: Style = { width, color: false, environment: "production" };
  test.each(Object.keys(TEXTS))("%s reads as it did", (name) => {
    const text = TEXTS[name]?.(style) ?? "";
    const golden = join(__dirname, "golden", `${name}-${width}.txt`);
    expectGolden(golden, text);
  });

  test.each(Object.keys(TEXTS))("%s says the same in colour", (name) => {
    expect(plain(TEXTS[name]?.({ ...style, color: true }) ?? "")).toBe(TEXTS[name]?.(style));
  });

  test.each(Object.keys(TEXTS).filter((name) => name !== "events"))(
    "%s keeps within the width, but for what is there to copy",
    (name) => {
      const long = (TEXTS[name]?.(style) ?? "")
        .split("\n")
        .filter((line) => line.length > width && !line.includes("urn:pulumi:"));
      expect(long).toEqual([]);
    },
  );
});

test("on a terminal rows are redrawn in place and what is finished scrolls up", () => {
  const out = new PassThrough() as PassThrough & { columns: number };
  out.columns = 60;
  let now = 0;
  const live = new Live(out, { width: 60, color: false, environment: "production" }, () => now);
  for (const event of events.slice(2, 4)) live.observe(event);
  live.observe({ kind: "notice", message: "something to know" });
  const [vpc] = events.filter((event) => event.kind === "resource");
  if (vpc) live.observe({ ...vpc, type: "pulumi:pulumi:Stack", name: "shop-production-eu-west-1" });
  now = 5000;
  for (const event of events.slice(4)) live.observe(event);
  live.close();
  const text = String(out.read());
  expect(text).toContain("eu-west-1 updating 0 s: 0 done, now network-vpc");
  expect(text).toContain("something to know\n");
  expect(text).not.toContain("shop-production-eu-west-1");
  expect(text).toContain("\u001b[1A\u001b[0J");
  expect(text).toContain("[eu-west-1] updating: failed, 4.2 s");
  for (const line of text.split("\n"))
    expect(line.replaceAll(new RegExp(`${ESCAPE}\\[\\d*[A-Z]`, "g"), "").length).toBeLessThanOrEqual(100);
});
