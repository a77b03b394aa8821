import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readable, reportOf, rules, rulesNamedIn } from './rules.mjs';

describe('the rules that a spec names', () => {
  it('are those in its texts, however quoted', () =>
    expect([...rulesNamedIn('it(\'DU-01 a\'); it("DU-02"); it(`${x} DU-03, CV-04`);')]).toEqual([
      'DU-01',
      'DU-02',
      'DU-03',
      'CV-04',
    ]));

  it('are not those in its comments', () =>
    expect([...rulesNamedIn("// DU-01\n/* DU-02\n DU-03 */ it('https://a/DU-04')")]).toEqual(['DU-04']));

  it('are not parts of longer words', () => expect([...rulesNamedIn("'XDU-01 DU-011'")]).toEqual([]));
});

describe('the report', () => {
  const known = { 'DU-01': 'one', 'DU-02': 'two' };
  const specs = [
    { file: 'a.spec.ts', source: "it('DU-01')" },
    { file: 'b.spec.ts', source: "it('DU-01 and DU-99')" },
  ];

  it('says which specs name a rule, and which rule none names', () => {
    const text = readable(reportOf(known, specs)).join('\n');
    expect(text).toContain('DU-01  a.spec.ts\n       b.spec.ts');
    expect(text).toContain('Named by no spec:\nDU-02  two');
    expect(text).toContain('1 of 2 rules are named by a spec, 1 by none.');
  });

  it('says which id is no rule', () =>
    expect(reportOf(known, specs).unknown).toEqual([{ id: 'DU-99', specs: ['b.spec.ts'] }]));

  it('of this workspace is also one JSON object with all 95 rules', () => {
    /** @type {string[]} */
    const said = [];
    rules(join(import.meta.dirname, '..', '..'), ['--json'], (text) => said.push(text));
    expect(JSON.parse(said.join('')).rules).toHaveLength(95);
  });
});
