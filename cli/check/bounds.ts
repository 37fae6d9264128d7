import { ScalekitError } from "../../blueprints/problems/problem";

/** What a check may take; an input that was made to be slow ends with the bound that it passed. */
export interface Bounds {
  readonly seconds: number;
  readonly resources: number;
}

export const DEFAULT_BOUNDS: Bounds = { seconds: 60, resources: 20_000 };

const SMALLER = "look at the size of the manifest";

/**
 * A clock to call between steps.
 * @param smaller what makes the input smaller, where that is no manifest
 * @returns a function that throws SK6004 once the time is up
 */
export function clock({ seconds }: Bounds, smaller = SMALLER, now: () => number = Date.now): () => void {
  const end = now() + seconds * 1000;
  return () => {
    if (now() > end) throw tooSlow(`more than ${seconds} s`, `${smaller}, or allow more with --time-limit SECONDS`);
  };
}

export const tooMany = (found: number, { resources }: Bounds): ScalekitError =>
  tooSlow(`${found} resources, more than ${resources}`, "split the manifest into several projects");

const tooSlow = (bound: string, fix: string): ScalekitError =>
  new ScalekitError({ code: "SK6004", message: `judging stopped at a bound: ${bound}`, fix });
