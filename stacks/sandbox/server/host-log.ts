import type { Wire } from "./wire";

/** Writes a line into the log of the engine that started this process: people see it under plain `pulumi up` too. */
export type HostLog = (message: string) => void;

/**
 * @param args what the engine gave its plugin; its own address is the last of them
 * @returns a log that says nothing where no engine can be told
 */
export function hostLogOf({ grpc, Engine, LogRequest, LogSeverity }: Wire, args: readonly string[]): HostLog {
  const address = args.findLast((word) => /^[\w.[\]:-]+:\d+$/.test(word));
  if (address === undefined) return () => {};
  const engine = new Engine(address, grpc.credentials.createInsecure());
  return (message) => {
    const request = new LogRequest();
    request.setSeverity(LogSeverity.INFO);
    request.setMessage(message);
    // An engine that is going away has no use for it, and the run does not hang on it.
    engine.log(request, () => {});
  };
}
