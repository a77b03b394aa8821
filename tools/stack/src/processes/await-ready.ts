import { setTimeout as delay } from 'node:timers/promises';
import { StackError } from '../stack-error.js';
import { logTail, type Child } from './child.js';

const POLL_MS = 25;

/**
 * Asks `probe` until it answers with something, and resolves with that. Throws `StackError` with the child's last lines
 * when it ends first, or when it is not ready after `timeoutMs`; it has been killed then.
 */
export async function awaitReady<T>(
  part: string,
  child: Child,
  probe: () => Promise<T | undefined>,
  timeoutMs: number,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  const ended = child.exited.then(() => true);
  for (;;) {
    const answer = await probe();
    if (answer !== undefined) return answer;
    if (await Promise.race([ended, delay(POLL_MS, false)])) throw await endedEarly(part, child);
    if (Date.now() < deadline) continue;
    child.kill('SIGKILL');
    await child.exited;
    throw new StackError(
      part,
      await withTail(`was not ready after ${String(timeoutMs / 1000)} s`, child),
      child.logFile,
    );
  }
}

async function endedEarly(part: string, child: Child): Promise<StackError> {
  const { code, signal } = await child.exited;
  const how = signal === null ? `with code ${String(code)}` : `by ${signal}`;
  return new StackError(part, await withTail(`ended before it was ready, ${how}`, child), child.logFile);
}

async function withTail(what: string, { logFile }: Child): Promise<string> {
  const tail = await logTail(logFile);
  return tail === '' ? `${what}, without a word (${logFile})` : `${what}; its last words (${logFile}):\n${tail}`;
}
