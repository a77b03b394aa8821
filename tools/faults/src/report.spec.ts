import { describe, expect, it } from '@jest/globals';
import { reportOf, reportText, type RoundSummary } from './report.js';

const round = (fault: string, recovery: number, kinds: RoundSummary['kinds'] = []): RoundSummary => {
  return { fault, recovery, duration: 9_000, commands: 50, aborted: 2, kinds };
};

describe('a report', () => {
  it('adds rounds up, fault by fault', () => {
    const [kill, slow] = reportOf([
      round('kill', 3_000),
      round('slow', 100),
      round('kill', 1_000),
      round('kill', 2_000),
    ]);
    expect(kill).toMatchObject({ rounds: 3, commands: 150, aborted: 6, recovery: { p50: 2_000, max: 3_000 } });
    expect(slow).toMatchObject({ rounds: 1, commands: 50, lost: 0, doubled: 0, reordered: 0, wrong: 0 });
  });

  it('counts what was lost, doubled, reordered and otherwise wrong', () => {
    const kinds = ['command-lost', 'outcome-missing', 'effect-doubled', 'events-reordered', 'chain-broken'] as const;
    expect(reportOf([round('kill', 1, kinds)])).toMatchObject([{ lost: 2, doubled: 1, reordered: 1, wrong: 1 }]);
  });

  it('is a line for each fault under a line that says what is what', () => {
    const lines = reportText(reportOf([round('kill', 1_250), round('slow', 90)])).split('\n');
    expect(lines).toHaveLength(3);
    expect(new Set(lines.map(({ length }) => length)).size).toBe(1);
    expect(lines[1]).toMatch(/^kill +1 +50 +2 +0 +0 +0 +0 +1\.3 s +1\.3 s$/);
  });
});
