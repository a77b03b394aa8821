import { describe, expect, it } from '@jest/globals';
import { play } from './play.js';
import { fact, type Story, type World } from './story.js';

const world = {} as World;
const story = (id: string, act: Story['play']): Story => ({ id, title: `story ${id}`, play: act });

const told = async (...stories: readonly Story[]) => {
  const lines: string[] = [];
  return { missing: await play(stories, world, (text) => lines.push(text)), lines };
};

describe('playing stories', () => {
  const good = story('A', (_, tell) => {
    tell({ who: 'Ada', what: 'does it', event: 'Done', rules: ['DU-04'] });
    return Promise.resolve();
  });
  const lacking = story('B', () => {
    fact(false, 'the proof was matched');
    return Promise.resolve();
  });

  it('tells who did what, with the event and the rules', async () => {
    const { missing, lines } = await told(good);
    expect(missing).toBeUndefined();
    expect(lines.join('\n')).toMatch(/A\. story A\n.*Ada.*does it.*Done.*DU-04/s);
  });

  it('names the first fact that is missing, and plays nothing after it', async () => {
    const { missing, lines } = await told(lacking, good);
    expect(missing).toBe('story B: the proof was matched');
    expect(lines.join()).not.toContain('Ada');
  });

  it('lets an error through that is no missing fact', async () => {
    await expect(told(story('C', () => Promise.reject(new TypeError('broken'))))).rejects.toThrow('broken');
  });
});
