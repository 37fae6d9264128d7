/** Edit distance with swaps of neighbours (optimal string alignment), bounded: words are short. */
export function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number): number => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + cost);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) best = Math.min(best, at(i - 2, j - 2) + 1);
      row.push(best);
    }
  }
  return at(a.length, b.length);
}

/** Longest word that is compared: beyond it nobody meant one of ours, and the table would only cost time. */
const LONGEST = 64;

/**
 * The word nearest to what was written, where one is near enough to be what was meant.
 * @param words valid words, in the order in which ties are decided
 */
export function nearest(written: string, words: readonly string[]): string | undefined {
  if (written.length === 0 || written.length > LONGEST) return undefined;
  const lower = written.toLowerCase();
  const prefixed = words.filter((word) => lower.length >= 3 && word.toLowerCase().startsWith(lower));
  if (prefixed.length === 1) return prefixed[0];
  const allowed = Math.max(1, Math.floor(written.length / 3));
  let best: { word: string; distance: number } | undefined;
  for (const word of words) {
    if (Math.abs(word.length - written.length) > allowed) continue;
    const distance = editDistance(lower, word.toLowerCase());
    if (distance <= allowed && distance < (best?.distance ?? Number.POSITIVE_INFINITY)) best = { word, distance };
  }
  return best?.word;
}
