import { describe, expect, it } from '@jest/globals';
import { processesOf, processorRows, processorTime, whileMetering } from './processor-time.js';

const stat = (name: string, user: number, system: number) =>
  `4711 (${name}) S 1 4711 4711 0 -1 4194560 9000 0 12 0 ${String(user)} ${String(system)} 7 3 20 0 11 0 500 1000 200`;

describe('processor time', () => {
  it('is that of the user and of the system together, in milliseconds', () => {
    expect(processorTime(stat('node', 150, 25))).toBe(1_750);
  });

  it('is found behind whatever a process is called', () => {
    expect(processorTime(stat('a) R 1 2 (b', 1, 0))).toBe(10);
  });

  it('is not read out of something else', () => {
    expect(() => processorTime('no such process')).toThrow(RangeError);
  });

  it('that is taken while something is done is told for each process', async () => {
    const { result, taken } = await whileMetering({ spec: process.pid }, () => {
      const until = process.cpuUsage().user + 100_000;
      while (process.cpuUsage().user < until);
      return Promise.resolve('done');
    });
    expect(result).toBe('done');
    expect(taken['spec']).toBeGreaterThanOrEqual(80);
  });

  it('is told for each command', () => {
    expect(processorRows('200/s', { broker: 500 }, 1_000)).toEqual([
      expect.objectContaining({ case: '200/s, processor time of the broker', value: 0.5, unit: 'ms/command' }),
    ]);
  });
});

describe('the processes of a stack', () => {
  it('are its services, and those of its parts that run here', () => {
    const stop = () => Promise.resolve();
    const parts = { kafka: { url: 'k', pid: 2, stop }, eventstore: { url: 'elsewhere', stop } };
    const services = { unlock: { name: 'unlock', pid: 3 } } as never;
    expect(processesOf({ services, parts })).toEqual({ unlock: 3, broker: 2, 'load generator': process.pid });
  });
});
