import type { Io } from "./command";

/** What takes longer than this says that it goes on. */
const SILENCE_MS = 2000;

/**
 * Tells on stderr how far something got, at most once in two seconds.
 * @param words made only when they are shown
 */
export function goesOn<T extends readonly unknown[]>(
  { stderr }: Pick<Io, "stderr">,
  words: (...progress: T) => string,
): (...progress: T) => void {
  let told = Date.now();
  return (...progress) => {
    if (Date.now() - told < SILENCE_MS) return;
    told = Date.now();
    stderr.write(`  ${words(...progress)}\n`);
  };
}

/** The same of a search that makes many plans. */
export const plansTried = (io: Pick<Io, "stderr">): ((plans: number) => void) =>
  goesOn(io, (plans: number) => `${plans} plans tried`);
