import { describe, expect, it } from '@jest/globals';
import { brokerProperties } from './properties.js';

describe("a broker's properties", () => {
  const lines = brokerProperties({ port: 5001, controllerPort: 5002, dataDir: '/data' }).split('\n');

  it('listen on loopback only', () => {
    const addresses = lines.filter((line) => line.includes('listeners=') && line.includes('//'));
    expect(addresses).toEqual([
      'listeners=PLAINTEXT://127.0.0.1:5001,CONTROLLER://127.0.0.1:5002',
      'advertised.listeners=PLAINTEXT://127.0.0.1:5001',
    ]);
  });

  it('make no topic because somebody mentions it', () => {
    expect(lines).toContain('auto.create.topics.enable=false');
  });

  it('keep a backslash of the data folder', () => {
    expect(brokerProperties({ port: 1, controllerPort: 2, dataDir: 'C:\\data' })).toContain('log.dirs=C:\\\\data\n');
  });
});
