import { describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Refusal } from '../cli.js';
import { readCsv } from './csv.js';

const read = (text: string, needed: readonly string[] = ['id', 'sum']) =>
  Array.fromAsync(readCsv(Readable.from([text], { objectMode: false }), needed));
const row = (line: number, id: string, sum: string) => ({ line, cells: { id, sum } });
const rejected = (line: number, reason: string) => ({
  line,
  problems: [{ column: '', reason: expect.stringContaining(reason) }],
});

describe('a file of comma-separated values', () => {
  it.each([
    ['as RFC 4180 has it', 'id,sum\r\n1,2\r\n3,4\r\n', [row(2, '1', '2'), row(3, '3', '4')]],
    ['with LF, a byte order mark and no end of line', '\uFEFFid,sum\n1,2', [row(2, '1', '2')]],
    ['with empty lines', 'id,sum\n\n1,2\n\n3,4\n', [row(3, '1', '2'), row(5, '3', '4')]],
    ['with quotes', 'id,sum\n"a ""b"", c",2\n', [row(2, 'a "b", c', '2')]],
    ['with a line break in a cell', 'id,sum\n"1\n1",2\n3,4\n', [row(2, '1\n1', '2'), row(4, '3', '4')]],
    ['with other columns too', 'x,sum,id\n9,2,1\n', [{ line: 2, cells: { x: '9', id: '1', sum: '2' } }]],
    ['without a row', 'id,sum\n', []],
  ])('%s is read', async (_, text, rows) => {
    expect(await read(text)).toEqual(rows);
  });

  it.each([
    ['too few cells', 'id,sum\n1\n3,4\n', [rejected(2, 'has 1 cells, and the header has 2'), row(3, '3', '4')]],
    ['too many cells', 'id,sum\n1,2,3\n3,4\n', [rejected(2, 'has 3 cells'), row(3, '3', '4')]],
    ['a quote in the middle of a cell', 'id,sum\n1,x"2\n3,4\n', [rejected(2, 'quote inside'), row(3, '3', '4')]],
    ['something behind a quote', 'id,sum\n1,2\n3,"4"5\n5,6\n', [row(2, '1', '2'), rejected(3, 'behind a quote')]],
    ['a quote that is not closed', 'id,sum\n1,2\n3,"4\n5,6\n', [row(2, '1', '2'), rejected(3, 'never closed')]],
    ['no end', `id,sum\n1,"${'x'.repeat(70_000)}\n5,6\n`, [rejected(2, 'is longer than')]],
  ])('rejects a row with %s', async (_, text, rows) => {
    expect(await read(text)).toEqual(rows);
  });

  it.each([
    ['', 'the header has no id, no sum'],
    ['id,name\n1,2\n', 'the header has no sum'],
    ['1,2\n3,4\n', 'the header has no id, no sum'],
    ['id,sum,id\n1,2,3\n', 'the header has id twice'],
  ])('is refused with the header of %j', async (text, problem) => {
    await expect(read(text)).rejects.toEqual(new Refusal(problem));
  });

  it('is refused when it cannot be read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tierline-csv-'));
    const reading = Array.fromAsync(readCsv(createReadStream(join(folder, 'none.csv')), []));
    await expect(reading).rejects.toThrow('the file cannot be read: ENOENT');
    await rm(folder, { recursive: true });
  });
});
