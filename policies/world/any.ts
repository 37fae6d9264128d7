import { known } from "./unseen";

/**
 * True where one of the items passes, whatever the others are; false where none does and all could be read. Where one could
 * not be read and none passes, the judgement ends as unknown.
 */
export function anyOf<T>(items: Iterable<T>, test: (item: T) => boolean): boolean {
  let unread: (() => boolean) | undefined;
  for (const item of items) {
    const answer = known(() => test(item));
    if (answer?.value) return true;
    if (!answer) unread = () => test(item);
  }
  // Reading it again throws what is missing.
  return unread?.() ?? false;
}

/** False where one of the items fails, whatever the others are; unknown where one could not be read and none fails. */
export const allOf = <T>(items: Iterable<T>, test: (item: T) => boolean): boolean =>
  !anyOf(items, (item) => !test(item));
