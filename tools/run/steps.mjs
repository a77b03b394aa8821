import { stripVTControlCharacters } from 'node:util';

const SPIN_MS = 120;
const PLAIN_MS = 5_000;
const SPINNER = [...'⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'];

/**
 * A duration for reading.
 * @param {number} ms
 */
export const duration = (ms) =>
  ms < 60_000
    ? `${(ms / 1000).toFixed(1)} s`
    : `${String(Math.floor(ms / 60_000))} min ${String(Math.round((ms % 60_000) / 1000))} s`;

/** @typedef {ReturnType<typeof reporter>} Reporter */
/** @typedef {{ isTTY?: boolean, columns?: number, write: (text: string) => unknown }} Screen */

/**
 * Tells what is being done and how long it took: on a terminal one line that changes while it runs, elsewhere a line
 * at the beginning, one every few seconds and one at the end.
 * @param {Screen} screen
 */
export function reporter(screen) {
  /** @type {{ name: string, ms: number }[]} */
  const done = [];
  return {
    /** What took how long so far. */
    done,
    /** @param {string} text */
    say: (text) => void screen.write(`${text}\n`),
    /**
     * @template Result
     * @param {string} name
     * @param {(detail: (text: string) => void) => Promise<Result>} work is given a way to say what it is at
     * @param {(result: Result) => boolean} [isGood] whether the mark at the end is a tick
     * @returns {Promise<Result>}
     */
    async step(name, work, isGood = () => true) {
      const startedAt = performance.now();
      const show = progress(screen, name, startedAt);
      let mark = '✖';
      try {
        const result = await work(show.detail);
        if (isGood(result)) mark = '✔';
        return result;
      } finally {
        const ms = performance.now() - startedAt;
        done.push({ name, ms });
        show.end();
        screen.write(`${mark} ${name.padEnd(14)} ${duration(ms)}\n`);
      }
    },
  };
}

/**
 * @param {Screen} screen
 * @param {string} name
 * @param {number} startedAt
 */
function progress(screen, name, startedAt) {
  let detail = '';
  let frame = 0;
  const elapsed = () => duration(performance.now() - startedAt);
  const spin = () => {
    const line = `${SPINNER[frame++ % SPINNER.length] ?? ''} ${name.padEnd(14)} ${elapsed()}  ${detail}`;
    screen.write(`\r\x1b[K${line.slice(0, (screen.columns ?? 80) - 1)}`);
  };
  if (!screen.isTTY) screen.write(`… ${name}\n`);
  const timer = screen.isTTY
    ? setInterval(spin, SPIN_MS)
    : setInterval(() => screen.write(`… ${name.padEnd(14)} ${elapsed()}  ${detail}\n`), PLAIN_MS);
  return {
    /** @param {string} text */
    detail: (text) => {
      detail = stripVTControlCharacters(text).replaceAll(/\s+/g, ' ');
    },
    end: () => {
      clearInterval(timer);
      if (screen.isTTY) screen.write('\r\x1b[K');
    },
  };
}
