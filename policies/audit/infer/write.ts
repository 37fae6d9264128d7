import { Document, Pair, Scalar, type YAMLMap } from "yaml";
import { clean } from "../../../blueprints/problems/format";
import { Said, type Section } from "./said";

const WIDTH = 110;

const HEAD = ` The manifest that comes closest to what an audit read. Comments say which resource each value came from; whatever is not
 written here comes from the tier. Answer every QUESTION: until then the value that stands in is a guess of the right form.
 Then: \`scalekit plan --why\`, and \`scalekit audit STATE… --compare\` with this file.`;

/** The manifest as YAML. What came from a state stands in scalars and comments only, so that it cannot become structure. */
export function manifestText(manifest: Section): string {
  const document = new Document({});
  document.contents = mapOf(manifest, document, 0) as unknown as typeof document.contents;
  document.commentBefore = HEAD;
  return document.toString({ lineWidth: 0 });
}

function mapOf(section: Section, document: Document, depth: number): YAMLMap {
  const map = document.createNode({}) as YAMLMap;
  map.flow = false;
  for (const [name, node] of section) {
    const key = new Scalar(name);
    if (depth === 0 && map.items.length > 0) key.spaceBefore = true;
    if (node instanceof Said) {
      const value = document.createNode(node.value, { flow: true });
      const from = origin(node.from);
      if (from !== "") value.comment = from;
      if (node.question !== undefined) key.commentBefore = question(node.question, depth);
      map.items.push(new Pair(key, value));
    } else map.items.push(new Pair(key, mapOf(node, document, depth + 1)));
  }
  return map;
}

function origin(from: readonly string[]): string {
  const text = clean(from.join(", "));
  return text === "" ? "" : ` ${text.length > WIDTH ? `${text.slice(0, WIDTH - 1)}…` : text}`;
}

/** Wrapped into lines; a text that somebody else wrote is one line before that. */
function question(text: string, depth: number): string {
  const lines: string[] = [];
  let line = " QUESTION:";
  for (const word of clean(text).slice(0, 600).split(/\s+/)) {
    if (line.length + word.length + 1 + depth * 2 > WIDTH) {
      lines.push(line);
      line = "  ";
    }
    line = `${line} ${word}`;
  }
  return [...lines, line].join("\n");
}
