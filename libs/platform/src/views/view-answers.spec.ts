import { describe, expect, it } from '@jest/globals';
import type { Position } from '@tierline/kernel';
import { ProblemError } from '../http/problem.js';
import type { DocumentView } from './document-view.js';
import { foundDocument, listedDocuments } from './view-answers.js';

interface Lamp {
  readonly id: string;
  readonly light: 'on' | 'off';
  readonly stateRevision: number;
}

const position: Position = { commit: 8n, prepare: 7n };
const lamps: readonly Lamp[] = ['a', 'b', 'c'].map((id, index) => ({
  ...{ id, light: index === 1 ? 'off' : 'on', stateRevision: index },
}));

/** A view that has read up to the position, and remembers what it was asked for. */
function viewOfLamps() {
  const asked: object[] = [];
  const view: DocumentView<Lamp> = {
    get: (key) => lamps.find(({ id }) => id === key),
    list: (query) => {
      asked.push(query);
      const { after = '', where = {}, limit } = query;
      const isSo = ({ id, light }: Lamp) => id > after && (where.light ?? light) === light;
      return lamps.filter(isSo).slice(0, limit);
    },
    freshness: () => ({ position, asOf: undefined }),
    reached: ({ commit }) => Promise.resolve(commit <= position.commit),
    run: () => Promise.reject(new Error('it is read already')),
    close: () => undefined,
  };
  return { asked, view };
}
const seen = (commit: bigint) => ({ epoch: 0, position: { commit, prepare: commit } });
const page = (change: object = {}) => ({ limit: 2, cursor: undefined, 'at-least': undefined, ...change });
const keyOf = ({ id }: Lamp) => id;

describe('one document', () => {
  it('is found with its entity tag, and how fresh it is', async () => {
    const { view } = viewOfLamps();
    expect(await foundDocument(view, 'b', seen(8n))).toEqual({
      ...{ document: lamps[1], stateRevision: 1, freshness: { position, asOf: undefined } },
    });
  });

  it('is none where there is none, which has no entity tag', async () => {
    const answer = await foundDocument(viewOfLamps().view, 'z', undefined);
    expect(answer.document).toBeUndefined();
    expect(answer).not.toHaveProperty('stateRevision');
  });

  it('is not shown as it was before what the client has seen', async () => {
    await expect(foundDocument(viewOfLamps().view, 'b', seen(9n))).rejects.toThrow(ProblemError);
    await expect(listedDocuments(viewOfLamps().view, page({ 'at-least': seen(9n) }), {}, keyOf)).rejects.toThrow(
      ProblemError,
    );
  });
});

describe('a page of documents', () => {
  it('says where the next one begins, and the last says nothing', async () => {
    const { view } = viewOfLamps();
    const first = await listedDocuments(view, page(), {}, keyOf);
    expect(first).toMatchObject({ items: [{ id: 'a' }, { id: 'b' }], next: 'b' });
    const last = await listedDocuments(view, page({ cursor: 'b' }), {}, keyOf);
    expect(last).toMatchObject({ items: [{ id: 'c' }], next: undefined });
  });

  it('is of what was asked for, and a field that nobody asked for may be anything', async () => {
    const { view, asked } = viewOfLamps();
    expect((await listedDocuments(view, page(), { light: 'on' }, keyOf)).items).toEqual([lamps[0], lamps[2]]);
    await listedDocuments(view, page(), { light: undefined }, keyOf);
    expect(asked).toEqual([
      { where: { light: 'on' }, limit: 3 },
      { where: {}, limit: 3 },
    ]);
  });
});
