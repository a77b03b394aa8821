import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ingress } from '@tierline/contracts';
import { SLOWEST_START_MS, type Stack } from '@tierline/stack';
import { withoutSharedParts } from './config.js';
import { filesSaying, filesWith, hearing, remembering } from './plain-values.js';
import { play } from './play.js';
import { services, topics } from './services.js';
import { anyPorts, startSystem } from './start.js';
import { stories } from './stories/index.js';
import { ASSERTED } from './stories/unusual-usage.js';
import type { Reply } from './story.js';
import { openWorld } from './world.js';

const STORIES = 120_000;
const ingressTopics = services
  .flatMap((service) => Object.values<Ingress>(service.topics.ingress))
  .filter(({ publishedBy }) => publishedBy === undefined)
  .map(({ topic }) => topic);
const DAY = 24 * 60 * 60 * 1000;

let folder: string;
let stack: Stack;
const values = new Set<string>();
const answers: Reply[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tierline-stories-'));
  // Its own broker and store, since what is searched is their files.
  stack = await startSystem(folder, false, anyPorts, { env: withoutSharedParts() });
  const world = await openWorld(stack);
  const missing = await play(stories, hearing(remembering(world, values), answers), () => undefined);
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
    const declared = topics.filter(({ name }) => ingressTopics.includes(name));
    expect(declared).toHaveLength(ingressTopics.length);
    for (const { retentionMs, cleanupPolicy } of declared) {
      expect(cleanupPolicy).toBe('delete');
      expect(retentionMs).toBeLessThanOrEqual(7 * DAY);
    }
  });

  it('CV-20: no event, topic, read model or log asserts tethering', () => {
    expect(filesSaying(folder, ASSERTED)).toEqual([]);
  });

  it('CV-20: no answer asserts it either, also of those that say what is paused meanwhile', () => {
    const said = answers.map(({ body }) => JSON.stringify(body));
    expect(said.filter((each) => ASSERTED.test(each))).toEqual([]);
    expect(said.some((each) => each.includes('paused-for-review'))).toBe(true);
  });

  it('CV-20: the flag stands in the store and in the topics, which shows that the search finds what is there', () => {
    const parts = filesSaying(folder, /unusual-usage/).map((file) => file.split('/')[0]);
    expect(new Set(parts)).toEqual(new Set(['eventstore', 'kafka']));
  });
});
