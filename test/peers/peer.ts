/** What a peer says of one resource of one fixture. */
export interface Said {
  /** The peer's own id of the rule. */
  readonly id: string;
  /** File, or folder of Terraform's files, below the folder with the clones. */
  readonly fixture: string;
  /** The resource's name as our readers give it. */
  readonly resource: string;
  readonly verdict: "pass" | "fail";
}

/** Something that a comparison reads: one file, or a folder whose files belong together. */
export interface Fixture {
  readonly path: string;
  readonly text: string;
}

/** Where one resource was judged several times, the worse verdict stands. */
export function worstOf(all: readonly Said[]): readonly Said[] {
  const kept = new Map<string, Said>();
  for (const said of all) {
    const key = `${said.id} ${said.fixture} ${said.resource}`;
    if (kept.get(key)?.verdict !== "fail") kept.set(key, said);
  }
  return [...kept.values()];
}
