import { PassThrough, Writable } from "node:stream";
import type { Io } from "../../cli/command";

/** A world for one command: what it writes is kept, what it reads comes from the test. */
export function fakeIo(cwd: string, options: { readonly tty?: boolean; readonly env?: NodeJS.ProcessEnv } = {}) {
  const written = { stdout: "", stderr: "" };
  const keep = (name: keyof typeof written) =>
    new Writable({
      write(chunk, _encoding, done) {
        written[name] += String(chunk);
        done();
      },
    });
  const stdin = Object.assign(new PassThrough(), { isTTY: options.tty === true });
  const io: Io = {
    stdin,
    stdout: keep("stdout"),
    stderr: keep("stderr"),
    env: options.env ?? {},
    cwd,
    color: false,
    signal: new AbortController().signal,
  };
  return { io, written, stdin };
}
