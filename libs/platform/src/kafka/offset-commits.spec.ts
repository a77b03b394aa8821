import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { offsetCommits, type Saves } from './offset-commits.js';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function given(every = 0) {
  const sent: { readonly resolved: number; readonly answer: PromiseWithResolvers<undefined> }[] = [];
  const state = { resolved: 0 };
  const payload = {
    uncommittedOffsets: () => ({ topics: [] }),
    commitOffsetsIfNecessary: async () => {
      const answer = Promise.withResolvers<undefined>();
      sent.push({ resolved: state.resolved, answer });
      await answer.promise;
    },
  } satisfies Saves;
  const answer = async (index: number, error?: Error) => {
    if (error) sent[index]?.answer.reject(error);
    else sent[index]?.answer.resolve(undefined);
    await turn();
  };
  return { commits: offsetCommits(every), payload, sent, state, answer };
}

describe('offsets', () => {
  it('are saved by one request at a time, and by one for all that were resolved meanwhile', async () => {
    const { commits, payload, sent, state, answer } = given();
    const saved: string[] = [];
    state.resolved = 1;
    void commits.save(payload).then(() => saved.push('first'));
    state.resolved = 2;
    void commits.save(payload).then(() => saved.push('second'));
    state.resolved = 3;
    void commits.save(payload).then(() => saved.push('third'));
    await turn();
    expect(sent.map(({ resolved }) => resolved)).toEqual([1]);
    await answer(0);
    expect(saved).toEqual(['first']);
    expect(sent.map(({ resolved }) => resolved)).toEqual([1, 3]);
    await answer(1);
    expect(saved).toEqual(['first', 'second', 'third']);
    expect(sent).toHaveLength(2);
  });

  it('are saved by the next request when one has failed, which is told to whoever waited for it', async () => {
    const { commits, payload, sent, answer } = given();
    const failed = expect(commits.save(payload)).rejects.toThrow('the group is rebalancing');
    const saved = commits.save(payload);
    await answer(0, new Error('the group is rebalancing'));
    await failed;
    await answer(1);
    await saved;
    expect(sent).toHaveLength(2);
  });

  it('that nobody waited for tell the next one of their failure, once', async () => {
    const { commits, payload, answer } = given();
    commits.saveSoon(payload);
    await answer(0, new Error('not authorized'));
    expect(() => {
      commits.saveSoon(payload);
    }).toThrow('not authorized');
    expect(() => {
      commits.saveSoon(payload);
    }).not.toThrow();
  });

  it('tell nobody of a failure that belongs to an earlier membership', async () => {
    const { commits, payload, answer } = given();
    commits.saveSoon(payload);
    commits.joined();
    await answer(0, new Error('illegal generation'));
    expect(() => {
      commits.saveSoon(payload);
    }).not.toThrow();
  });

  it('are settled when nothing is under way any more', async () => {
    const { commits, payload, answer } = given();
    await commits.settled(false);
    let isSettled = false;
    commits.saveSoon(payload);
    commits.saveSoon(payload);
    const settled = commits.settled(false).then(() => (isSettled = true));
    await answer(0);
    expect(isSettled).toBe(false);
    await answer(1, new Error('the connection is closed'));
    await settled;
  });

  describe('that are saved by the way', () => {
    const HOUR = 3_600_000;
    beforeEach(() => void jest.useFakeTimers({ doNotFake: ['setImmediate'] }));
    afterEach(() => void jest.useRealTimers());

    it('wait for those that follow soon, and go with them', async () => {
      const { commits, payload, sent, state, answer } = given(HOUR);
      commits.saveSoon(payload);
      await answer(0);
      for (state.resolved = 1; state.resolved < 5; state.resolved += 1) commits.saveSoon(payload);
      jest.advanceTimersByTime(HOUR - 1);
      expect(sent).toHaveLength(1);
      jest.advanceTimersByTime(1);
      expect(sent.map(({ resolved }) => resolved)).toEqual([0, 5]);
    });

    it('do not wait when the group is left', async () => {
      const { commits, payload, sent, answer } = given(HOUR);
      commits.saveSoon(payload);
      await answer(0);
      commits.saveSoon(payload);
      const settled = commits.settled(false);
      expect(sent).toHaveLength(2);
      await answer(1);
      await settled;
    });

    it('are not sent to a Kafka that is lost, nor for a membership that is over', async () => {
      const { commits, payload, sent, answer } = given(HOUR);
      commits.saveSoon(payload);
      await answer(0);
      commits.saveSoon(payload);
      await commits.settled(true);
      commits.saveSoon(payload);
      commits.joined();
      await commits.settled(false);
      expect(sent).toHaveLength(1);
    });
  });
});
