import { describe, expect, it } from '@jest/globals';
import { failedTasks, outputOf, tasksRun } from './nx.mjs';

const output = `
> nx run @tierline/kernel:lint

kernel is fine

> nx run @tierline/platform:lint

platform is not

 NX   Running target lint for 2 projects failed

Failed tasks:

- @tierline/platform:lint
- @tierline/bench:lint

  Run duration:      1.4s
`;

describe('what Nx printed', () => {
  it('says which tasks failed', () =>
    expect(failedTasks(output)).toEqual(['@tierline/platform:lint', '@tierline/bench:lint']));

  it('says which tasks were run, whether anew or from the cache', () =>
    expect(tasksRun('> nx run a:lint  [local cache]\n\n> nx run b:lint\n')).toEqual(['a:lint', 'b:lint']));

  it('says that none failed', () =>
    expect(failedTasks(' NX   Successfully ran target lint for 2 projects')).toEqual([]));

  it('is cut down to what the failed tasks printed', () => {
    const shown = outputOf(output, ['@tierline/platform:lint']);
    expect(shown).toContain('platform is not');
    expect(shown).not.toContain('kernel is fine');
  });

  it('is shown whole when no task of it failed', () =>
    expect(outputOf('Cannot read project.json', [])).toBe('Cannot read project.json'));
});
