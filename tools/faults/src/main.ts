import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { openArena } from './arena.js';
import { faults } from './faults/index.js';
import { keepHistory, keepLogs } from './keep.js';
import { reportOf, reportText, summary, type RoundSummary } from './report.js';
import { playRound } from './round.js';

/** A whole number of the command line. @throws {Error} naming the option */
function wholeNumber(name: string, text: string, least: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least) return value;
  throw new Error(`--${name} must be a whole number of at least ${String(least)}, and is ${text}`);
}

function chosen(text: string | undefined): readonly string[] {
  const names = text?.split(',') ?? Object.keys(faults);
  for (const name of names) {
    if (!Object.hasOwn(faults, name)) throw new Error(`--faults: ${name} is none of ${Object.keys(faults).join(', ')}`);
  }
  return names;
}

async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '20' },
      seed: { type: 'string', default: '1' },
      faults: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const [rounds, seed] = [wholeNumber('rounds', values.rounds, 1), wholeNumber('seed', values.seed, 0)];
  const names = chosen(values.faults);
  const played: RoundSummary[] = [];
  const arena = await openArena(seed);
  try {
    for (let round = 1; round <= rounds; round += 1) {
      const name = names[(round - 1) % names.length] ?? '';
      const fault = faults[name];
      if (!fault) throw new Error(`there is no fault ${name}`);
      const result = await playRound(name, fault, arena).catch(async (error: unknown) => {
        console.error(
          `round ${String(round)}: ${name} did not end; the logs are kept in ${await keepLogs(arena.cluster)}`,
        );
        throw error;
      });
      played.push(summary(result));
      const { recovery, duration, history, violations } = result;
      const told = `recovered after ${(recovery / 1000).toFixed(1)} s, ${(duration / 1000).toFixed(1)} s in all`;
      console.error(`round ${String(round)}: ${name}, ${String(history.commands.length)} commands, ${told}`);
      if (violations.length > 0) {
        const folder = await keepHistory(arena.cluster, { seed, round, fault: name, history, violations });
        console.error(`${String(violations.length)} violations; the history is kept in ${folder}`);
        for (const { kind, about, text } of violations.slice(0, 20)) console.error(`  ${kind} ${about}: ${text}`);
        break;
      }
      arena.nextRound();
    }
  } finally {
    await arena.close();
  }
  const reports = reportOf(played);
  console.log(values.json ? JSON.stringify({ seed, reports }) : reportText(reports));
  return played.every(({ kinds }) => kinds.length === 0);
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
