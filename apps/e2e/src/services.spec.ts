import { describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ingress } from '@tierline/contracts';
import { developmentSecrets, services, topics } from './services.js';

describe('the services of npm start', () => {
  it.each(services)('are there, each under the name of its context: $name', ({ name, main, topics: { context } }) => {
    expect(name).toBe(context);
    expect(existsSync(main)).toBe(true);
  });

  it('listen each on ports of its own', () => {
    const ports = services.flatMap(({ httpPort, healthPort }) => [httpPort, healthPort]);
    expect(new Set(ports).size).toBe(ports.length);
  });

  it('find every topic that they listen to, also those of contexts whose services are not here', () => {
    const names = topics.map(({ name }) => name);
    const heard = services.flatMap((service) => Object.values<Ingress>(service.topics.ingress));
    expect(heard.filter(({ topic }) => !names.includes(topic))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('the secrets of a service', () => {
  it('are its own, and the same whenever it is started', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tierline-secrets-'));
    try {
      const [one, other] = services.map(({ name }) => developmentSecrets(folder, name));
      expect(one).not.toEqual(other);
      expect(developmentSecrets(folder, services[0].name)).toEqual(one);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
