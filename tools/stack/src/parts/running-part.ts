/**
 * A part that runs or is used: where it is, and how to end what was started for it. `pid` is absent for what runs in
 * this process, in a container or elsewhere; `kill` sends a signal to what has a pid, for fault tests. `restart` ends it
 * if it still runs and starts it again on the same ports and data, also after `stop`.
 */
export interface RunningPart {
  readonly url: string;
  readonly pid?: number;
  readonly kill?: (signal: NodeJS.Signals) => void;
  readonly restart?: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** A part that somebody else runs: nothing of it is ours to stop. */
export function external(url: string): RunningPart {
  return { url, stop: () => Promise.resolve() };
}
