import 'reflect-metadata';
import { openArena } from './arena.js';
import { parseOptions } from './options.js';
import { play } from './play.js';
import { reportOf, reportText } from './report.js';

/** As shells have it for a program that was told to stop. */
const STOPPED = 130;

async function main(): Promise<boolean> {
  const options = parseOptions(process.argv.slice(2));
  const { seed, json, services } = options;
  const arena = await openArena(seed, services);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void arena.close().finally(() => process.exit(STOPPED)));
  }
  try {
    const rounds = await play(arena, options, (line) => console.error(line));
    const reports = reportOf(rounds);
    console.log(json ? JSON.stringify({ seed, reports }) : reportText(reports));
    return rounds.every(({ kinds }) => kinds.length === 0);
  } finally {
    await arena.close();
  }
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
