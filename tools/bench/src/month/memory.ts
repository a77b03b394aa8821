import { setInterval as every } from 'node:timers/promises';

const FIGURE = /^process_resident_memory_bytes(?:\{[^}]*\})? (\S+)$/m;
const INTERVAL = 500;

/** The resident memory of a service now, in bytes, as its own figures tell it. @throws {Error} when they do not */
export async function residentMemory(healthUrl: string): Promise<number> {
  const figures = await (await fetch(`${healthUrl}/metrics`)).text();
  const found = FIGURE.exec(figures)?.[1];
  if (found === undefined) throw new Error(`${healthUrl}/metrics tells no process_resident_memory_bytes`);
  return Number(found);
}

/** Watches the memory of a service until it is told to stop, and tells the most that it was. */
export function watchMemory(healthUrl: string): { stop(): Promise<number> } {
  const stop = new AbortController();
  const watching = (async () => {
    let most = await residentMemory(healthUrl);
    try {
      for await (const _ of every(INTERVAL, undefined, { signal: stop.signal }))
        most = Math.max(most, await residentMemory(healthUrl));
    } catch (error) {
      if (!stop.signal.aborted) throw error;
    }
    return Math.max(most, await residentMemory(healthUrl));
  })();
  return {
    stop: () => {
      stop.abort();
      return watching;
    },
  };
}
