import { describe, expect, it } from '@jest/globals';
import { readTacs } from './tacs.js';

const list = (...rows: string[]) => ['a title, with a licence', 'tac,name,aka', ...rows, ''].join('\n');

describe('a list of TACs', () => {
  it('DU-14: is read from its first column, whatever stands in the others', () =>
    expect(readTacs(list('49015420,Nokia,"1610+,1611"', '00000000,,'))).toEqual({
      tacs: ['49015420', '00000000'],
      bad: [],
    }));

  it.each([
    ['with a space before it', ' 35572302,Nokia', '" 35572302" is not a TAC of 8 digits'],
    ['of seven digits', '4901542,Nokia', '"4901542" is not a TAC of 8 digits'],
    ['of nine digits', '490154201', '"490154201" is not a TAC of 8 digits'],
    ['with a letter', '4901542a', '"4901542a" is not a TAC of 8 digits'],
    ['that is missing', ',Nokia', '"" is not a TAC of 8 digits'],
    ['that came before', '49015420,Nokia', '49015420 stands in an earlier row'],
  ])('DU-14: tells the line of a TAC %s, and the reason', (_, row, reason) =>
    expect(readTacs(list('49015420', row, '35000000'))).toEqual({
      tacs: ['49015420', '35000000'],
      bad: [{ line: 4, reason }],
    }),
  );

  it('is refused without its heading', () => expect(() => readTacs('49015420,Nokia')).toThrow('the heading tac'));
});
