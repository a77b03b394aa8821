import type { LoggerService } from '@nestjs/common';
import pino, { type DestinationStream } from 'pino';
import { prettyFactory } from 'pino-pretty';
import type { Log } from '../log.js';

/** How a process logs. */
export interface LogOptions {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  /** Stand on every line, as service, replica and build. */
  readonly base: Readonly<Record<string, string>>;
  /** Where lines go: standard output, unless a spec wants to read them. */
  readonly destination?: DestinationStream;
  /** Coloured lines for a terminal instead of JSON. */
  readonly isForPeople?: boolean;
}

// What must never be kept, wherever in the fields it stands; pino looks as deep as the paths say.
const SECRETS = ['authorization', 'cookie', 'password', 'secret', 'token'];
const REDACTED_PATHS = SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/** A log of one JSON object a line, or of readable lines when standard output is a terminal. */
export function createLog({ level, base, destination, isForPeople = process.stdout.isTTY }: LogOptions): Log {
  // Synchronous, so that the last line before an exit is not lost.
  const output = destination ?? pino.destination({ fd: 1, sync: true });
  const prettify = prettyFactory({ colorize: true, ignore: Object.keys(base).join() });
  const readable: DestinationStream = { write: (line) => output.write(prettify(line)) };
  const logger = pino(
    {
      level,
      base,
      errorKey: 'error',
      serializers: { error: pino.stdSerializers.errWithCause },
      formatters: { level: (label) => ({ level: label }) },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: REDACTED_PATHS, censor: '[redacted]' },
    },
    isForPeople ? readable : output,
  );
  return {
    debug: (fields, message) => logger.debug(fields, message),
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
  };
}

/** Lets Nest write to a log. What it tells while it starts is of interest only to whoever looks for a mistake. */
export function nestLogger(log: Log): LoggerService {
  const write =
    (level: keyof Log) =>
    (message: unknown, ...parameters: readonly unknown[]): void => {
      // Nest gives its own name last, and a stack before it.
      const context = typeof parameters.at(-1) === 'string' ? parameters.at(-1) : undefined;
      const stack = parameters.length > 1 && typeof parameters[0] === 'string' ? parameters[0] : undefined;
      const error = message instanceof Error ? message : undefined;
      log[level]({ context, ...(stack !== undefined && { stack }), ...(error && { error }) }, String(message));
    };
  return {
    verbose: write('debug'),
    debug: write('debug'),
    log: write('debug'),
    warn: write('warn'),
    error: write('error'),
    fatal: write('error'),
  };
}
