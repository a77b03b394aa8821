import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deviceUnlockTopics, topicDeclarations, type Ingress } from '@tierline/contracts';
import { SLOWEST_START_MS, type Stack } from '@tierline/stack';
import { withoutSharedParts } from './config.js';
import { filesWith, remembering } from './plain-values.js';
import { play } from './play.js';
import { startSystem } from './start.js';
import { stories } from './stories/index.js';
import { openWorld } from './world.js';

const STORIES = 60_000;
const anyPorts = { kafka: 0, eventstore: 0, identity: 0, deviceUnlock: 0, deviceUnlockHealth: 0 };
const ingressTopics = Object.values<Ingress>(deviceUnlockTopics.ingress)
  .filter(({ publishedBy }) => publishedBy === undefined)
  .map(({ topic }) => topic);
const DAY = 24 * 60 * 60 * 1000;

let folder: string;
let stack: Stack;
const values = new Set<string>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tierline-stories-'));
  // Its own broker and store, since what is searched is their files.
  stack = await startSystem(folder, false, anyPorts, { env: withoutSharedParts() });
  const world = await openWorld({ ...stack, deviceUnlockUrl: stack.services['device-unlock']?.httpUrl ?? '' });
  const missing = await play(stories, remembering(world, values), () => undefined);
  await world.close();
  if (missing !== undefined) throw new Error(missing);
  await stack.stop();
}, SLOWEST_START_MS + STORIES);

afterAll(async () => {
  await stack.stop();
  rmSync(folder, { recursive: true, force: true });
});

const isIngress = (file: string) => ingressTopics.some((topic) => file.includes(`${topic}-`));
const found = () => [...filesWith(folder, [...values]).keys()];

describe('after a whole run of the stories', () => {
  it('personal values of every kind had come through the doors', () => {
    const kinds = [/^\d{15}$/, /^\d{16}$/, /^R-\d{15}$/, /^\+49341\d+$/, /birthday present/];
    for (const kind of kinds) expect([...values].some((value) => kind.test(value))).toBe(true);
  });

  it.each([
    ['the event store', 'eventstore'],
    ['the read models and the logs', 'services'],
    ['the topics', 'kafka'],
    ['the issuer', 'identity'],
  ])('%s wrote files that were searched', (_, part) => {
    const files = readdirSync(join(folder, part), { recursive: true, withFileTypes: true });
    expect(files.some((file) => file.isFile() && statSync(join(file.parentPath, file.name)).size > 0)).toBe(true);
  });

  it('no file holds a personal value in the clear, but those of the ingress topics', () => {
    expect(found().filter((file) => !isIngress(file))).toEqual([]);
  });

  it('the ingress topics do hold them, which shows that the search finds what is there', () => {
    expect(found().filter(isIngress)).not.toEqual([]);
  });

  it('the ingress topics keep nothing longer than days', () => {
    const declared = topicDeclarations(deviceUnlockTopics).filter(({ name }) => ingressTopics.includes(name));
    expect(declared).toHaveLength(ingressTopics.length);
    for (const { retentionMs, cleanupPolicy } of declared) {
      expect(cleanupPolicy).toBe('delete');
      expect(retentionMs).toBeLessThanOrEqual(7 * DAY);
    }
  });
});
