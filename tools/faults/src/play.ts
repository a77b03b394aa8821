import type { OpenArena } from './arena.js';
import { faultNamed } from './faults/index.js';
import { keepHistory, keepLogs } from './keep.js';
import type { FaultOptions } from './options.js';
import { summary, type RoundSummary } from './report.js';
import { playRound, type RoundResult } from './round.js';

const SHOWN = 20;

/**
 * Plays round after round, up to the first that shows a violation.
 *
 * @param tell is told a line about each round, and where the history of the last is kept
 * @throws whatever keeps a round from ending; the logs of the replicas are kept then
 */
export async function play(
  arena: OpenArena,
  { rounds, seed, faults: names }: Pick<FaultOptions, 'rounds' | 'seed' | 'faults'>,
  tell: (line: string) => void,
): Promise<readonly RoundSummary[]> {
  const played: RoundSummary[] = [];
  let exits = 0;
  for (let round = 1; round <= rounds; round += 1) {
    const result = await playNext(arena, names[(round - 1) % names.length] ?? '', tell);
    played.push(summary(result));
    tell(`round ${String(round)}: ${lineOf(result)}`);
    for (const exit of arena.cluster.exits.slice(exits)) tell(`  ended by itself: ${exit}`);
    exits = arena.cluster.exits.length;
    const { fault, history, violations } = result;
    if (violations.length > 0) {
      const folder = await keepHistory(arena.cluster, { seed, round, fault, history, violations });
      tell(`${String(violations.length)} violations; the history is kept in ${folder}`);
      for (const { kind, about, text } of violations.slice(0, SHOWN)) tell(`  ${kind} ${about}: ${text}`);
      break;
    }
    arena.nextRound();
  }
  return played;
}

async function playNext(arena: OpenArena, name: string, tell: (line: string) => void): Promise<RoundResult> {
  try {
    return await playRound(name, faultNamed(name), arena);
  } catch (error) {
    tell(`${name} did not end; the logs are kept in ${await keepLogs(arena.cluster)}`);
    throw error;
  }
}

function lineOf({ fault, recovery, duration, history }: RoundResult): string {
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
  const counts = `${String(history.commands.length)} commands, ${String(history.events.length)} events`;
  return `${fault}, ${counts}, recovered after ${seconds(recovery)}, ${seconds(duration)} in all`;
}
