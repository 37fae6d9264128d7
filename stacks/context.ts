/** What a run knows besides the plan and gives to each stack's program. */
export interface RunContext {
  /** Values of other stacks that are handed on, by `<stack key>.<output>`; missing ones are unknown in a preview and an error in an update (programs/handed.ts). */
  readonly handed: Readonly<Record<string, unknown>>;
  /** AWS account id for computed ARNs. */
  readonly account: string;
  readonly sandbox: boolean;
  /** AWS endpoint of an emulator (`--endpoint URL`), for every service. */
  readonly endpoint?: string;
}
