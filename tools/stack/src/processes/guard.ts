import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const SCRIPT = join(import.meta.dirname, '..', '..', 'guard.sh');

/** Sees to it that the listed processes end when this one does, however it ends; `end` when there are none left. */
export interface Guard {
  readonly add: (pid: number) => void;
  readonly remove: (pid: number) => void;
  readonly end: () => Promise<void>;
}

/**
 * Starts a guard: a shell in a session of its own that reads the list from a pipe, which the system closes when this
 * process is gone. Children that do not watch their parent, or were stopped, end all the same.
 */
export function startGuard(): Guard {
  const shell = spawn('/bin/sh', [SCRIPT], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  const ended = once(shell, 'exit');
  return {
    add: (pid) => shell.stdin.write(`add ${String(pid)}\n`),
    remove: (pid) => shell.stdin.write(`remove ${String(pid)}\n`),
    end: async () => {
      shell.stdin.end();
      await ended;
    },
  };
}
