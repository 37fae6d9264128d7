import { clean } from "../../blueprints/problems/format";

/**
 * Plain text in a table cell: what Markdown or HTML would read becomes a character reference, line breaks and what is
 * invisible go, so that nothing formats, links, refers to an issue, or calls people by `@name`.
 */
export const text = (value: string): string => unlinked(referenced(value, /[\\`*_{}[\]()<>#+!|~:&$^@]/g));

/** The same with fewer signs replaced, for sentences that are read in a log too. */
export const prose = (value: string): string => unlinked(referenced(value, /[&<>|*_`[\]#~\\@]/g));

/**
 * Code in a table cell; a span of code ends only at a run of as many backticks, so there are none. A forge looks for no
 * names in it, so that it stays as it is when it is copied.
 */
export const code = (value: string): string =>
  `<code>${referenced(value, /[\\`*_{}[\]()<>#+!|~:&$^@]/g).replace(/\bwww(?=\.)/gi, (word) => `${word.slice(0, 2)}&#${word.charCodeAt(2)};`)}</code>`;

const referenced = (value: string, signs: RegExp): string =>
  clean(value).replace(signs, (sign) => `&#${sign.charCodeAt(0)};`);

/** Zero-width space. */
const GAP = "&#8203;";

/**
 * Forges look for `@name`, `#1`, `!1`, `GH-1` and addresses in the finished page, where a character reference is the
 * character again: only a gap keeps them apart (https://github.com/github/markup/issues/1168).
 */
const unlinked = (value: string): string =>
  value
    .replace(/&#64;(?=[\w-])/g, `&#64;${GAP}`)
    .replace(/(&#35;|&#33;|!|\bGH-)(?=\d)/gi, `$1${GAP}`)
    .replace(/\b(https?|ftp)(?=&#58;|:)/gi, `$1${GAP}`)
    .replace(/\bwww(?=\.)/gi, (word) => `${word}${GAP}`);
