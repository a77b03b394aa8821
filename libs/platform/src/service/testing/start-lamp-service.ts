import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const PROGRAM = new URL('./lamp-service.js', import.meta.url).pathname;

/** A running service, and what it has written. */
export interface LampService {
  readonly child: ChildProcessWithoutNullStreams;
  /** Lines of standard output: as objects where they are JSON, else as `text`. */
  readonly lines: readonly Line[];
  readonly errors: readonly string[];
  /** Waits for a line with a field of a given content. */
  readonly line: (field: string, content: string) => Promise<Line>;
  /** What the service has told of itself, in order. */
  readonly told: () => readonly unknown[];
  /** The exit code, once it has ended. */
  readonly ended: Promise<number | null>;
}

export type Line = Readonly<Record<string, unknown>>;

/** Starts the service of `lamp-service.ts` in a process of its own, with an environment that holds nothing else. */
export function startLampService(
  environment: Readonly<Record<string, string>>,
  options: readonly string[],
): LampService {
  const child = spawn(process.execPath, [PROGRAM, ...options], { env: environment });
  const lines: Line[] = [];
  const errors: string[] = [];
  const watching = new Set<() => void>();
  createInterface(child.stdout).on('line', (text) => {
    lines.push(text.startsWith('{') ? (JSON.parse(text) as Line) : { text });
    watching.forEach((look) => look());
  });
  createInterface(child.stderr).on('line', (text) => errors.push(text));
  const line = (field: string, content: string) =>
    new Promise<Line>((resolve) => {
      const look = () => {
        const found = lines.find((each) => each[field] === content);
        if (found) resolve(found);
      };
      watching.add(look);
      look();
    });
  const told = () => lines.flatMap((each) => each['told'] ?? []);
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, lines, errors, line, told, ended };
}
