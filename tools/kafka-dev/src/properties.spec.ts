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

  it('tell the clients of a further listener to come back at another port, and the others at its own', () => {
    const text = brokerProperties({
      ...{ port: 5001, controllerPort: 5002, dataDir: '/data' },
      listeners: [{ port: 5003, advertisedPort: 6003 }],
    });
    expect(text).toContain(
      'listeners=PLAINTEXT://127.0.0.1:5001,FURTHER0://127.0.0.1:5003,CONTROLLER://127.0.0.1:5002\n',
    );
    expect(text).toContain('advertised.listeners=PLAINTEXT://127.0.0.1:5001,FURTHER0://127.0.0.1:6003\n');
    expect(text).toContain('protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,FURTHER0:PLAINTEXT\n');
  });

  it('make no topic because somebody mentions it', () => {
    expect(lines).toContain('auto.create.topics.enable=false');
  });

  it('keep a backslash of the data folder', () => {
    expect(brokerProperties({ port: 1, controllerPort: 2, dataDir: 'C:\\data' })).toContain('log.dirs=C:\\\\data\n');
  });
});
