import fc from "fast-check";
import { code, prose, text } from "../../../cli/reporters/markdown-text";

/** The page that a forge makes of it: character references are characters again, and what is in `<code>` is left alone. */
const page = (markdown: string): string =>
  markdown
    .replace(/<code>.*?<\/code>/g, "")
    .replace(/&#(\d+);/g, (_, number: string) => String.fromCodePoint(Number(number)));
/** What a forge then turns into a link, a notification or a reference. */
const LINKED = /@[\w-]|[#!]\d|\bGH-\d|\b(https?|ftp):|\bwww\./i;

describe.each([
  ["text", text],
  ["prose", prose],
])("%s", (_, words) => {
  test.each([
    "@team",
    "cc @acme/ops.",
    "fixes #1",
    "!12",
    "GH-3",
    "https://evil.example",
    "www.evil.example",
    "a@b.example",
  ])("%s calls nobody and leads nowhere", (hostile) => {
    expect(LINKED.test(page(hostile))).toBe(true);
    expect(page(words(hostile))).not.toMatch(LINKED);
  });

  test("nothing that is put together of such parts does either, nor ends a cell", () => {
    const part = fc.constantFrom(
      "@",
      "#",
      "!",
      "GH-",
      "http",
      "s",
      "://",
      "www",
      ".",
      "a",
      "7",
      "|",
      "<",
      "`",
      "&#64;",
      "\n",
      " ",
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const made = words(parts.join(""));
        expect(page(made)).not.toMatch(LINKED);
        expect(made).not.toMatch(/[|<>`\n]/);
      }),
    );
  });

  test("what is harmless stays as it is", () => {
    expect(words("the table is small")).toBe("the table is small");
  });
});

test("code is copied as it was written", () => {
  const decoded = code("acme/@x www.a.b #1")
    .replace(/<\/?code>/g, "")
    .replace(/&#(\d+);/g, (_, number: string) => String.fromCodePoint(Number(number)));
  expect(decoded).toBe("acme/@x www.a.b #1");
  expect(code("www.a.b")).not.toContain("www.");
});
