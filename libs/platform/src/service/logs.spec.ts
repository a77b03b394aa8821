import { describe, expect, it } from '@jest/globals';
import { createLog, nestLogger, type LogOptions } from './logs.js';

function logInto(options: Partial<LogOptions> = {}) {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const log = createLog({ level: 'info', base: { service: 'lamps' }, destination, isForPeople: false, ...options });
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? 'null') as Record<string, unknown> };
}

describe('a log', () => {
  it('writes one JSON object a line, with the fields of the process and of the line', () => {
    const { log, lines, last } = logInto();
    log.warn({ correlationId: 'case-7', traceparent: '00-a-b-01' }, 'a lamp flickers');
    expect(last()).toEqual({
      level: 'warn',
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      service: 'lamps',
      correlationId: 'case-7',
      traceparent: '00-a-b-01',
      msg: 'a lamp flickers',
    });
    expect(lines[0]).toMatch(/\n$/);
  });

  it('leaves out what is below its level', () => {
    const { log, lines } = logInto({ level: 'warn' });
    log.info({}, 'a lamp is on');
    log.debug({}, 'a lamp is warm');
    expect(lines).toEqual([]);
    log.error({}, 'a lamp burns');
    expect(lines).toHaveLength(1);
  });

  it('tells an error with its cause', () => {
    const { log, last } = logInto();
    log.error({ error: new Error('dark', { cause: new Error('no current') }) }, 'a lamp failed');
    expect(last()).toMatchObject({ error: { type: 'Error', message: 'dark', cause: { message: 'no current' } } });
  });

  it.each([
    [{ authorization: 'Bearer abc' }],
    [{ headers: { cookie: 'abc' } }],
    [{ request: { headers: { authorization: 'abc' } } }],
    [{ config: { password: 'abc', secret: 'abc', token: 'abc' } }],
  ])('hides secrets: %j', (fields) => {
    const { log, lines } = logInto();
    log.info(fields, 'a request came');
    expect(lines.join()).toContain('[redacted]');
    expect(lines.join()).not.toContain('abc');
  });

  it('is readable in a terminal', () => {
    const { log, lines } = logInto({ isForPeople: true });
    log.info({ correlationId: 'case-7' }, 'a lamp is on');
    expect(lines.join('')).toMatch(/INFO.*a lamp is on/);
    expect(lines.join('')).toContain('case-7');
    expect(lines.join('')).not.toContain('"msg"');
  });
});

describe('the logger of Nest', () => {
  it('writes into the log: warnings and errors as they are, everything else for who looks for a mistake', () => {
    const { log, last } = logInto({ level: 'debug' });
    const nest = nestLogger(log);
    nest.log('Mapped {/lamps, GET} route', 'RouterExplorer');
    expect(last()).toMatchObject({ level: 'debug', msg: 'Mapped {/lamps, GET} route', context: 'RouterExplorer' });
    nest.warn('a pipe is missing', 'Router');
    expect(last()).toMatchObject({ level: 'warn', context: 'Router' });
    nest.error('it broke', 'Error: it broke\n at x', 'Router');
    expect(last()).toMatchObject({ level: 'error', stack: 'Error: it broke\n at x', context: 'Router' });
    nest.fatal?.(new Error('out of memory'));
    expect(last()).toMatchObject({ level: 'error', msg: 'Error: out of memory', error: { message: 'out of memory' } });
  });
});
