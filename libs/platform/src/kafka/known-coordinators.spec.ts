import { describe, expect, it } from '@jest/globals';
import Cluster from 'kafkajs/src/cluster/index.js';
import { rememberCoordinators } from './known-coordinators.js';

const [GROUP, TRANSACTION] = [0, 1];

/** A client whose brokers know a coordinator, or do not yet. */
function client(answers: readonly (object | Error)[]) {
  const asked: string[] = [];
  const left = [...answers];
  const broker = {
    findGroupCoordinator: async ({ groupId }: { groupId: string }) => {
      asked.push(groupId);
      const answer = left.shift();
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  const own = {
    logger: { debug: () => undefined },
    brokerPool: { withBroker: (ask: (of: object) => Promise<object>) => ask({ nodeId: 1, broker }) },
    retrier: (work: (bail: (error: Error) => never) => Promise<object>) =>
      work((error) => {
        throw error;
      }),
  };
  const cluster = Object.assign(Object.create(Cluster.prototype) as typeof Cluster.prototype, own);
  const find = (groupId: string, coordinatorType = TRANSACTION) =>
    cluster.findGroupCoordinatorMetadata({ groupId, coordinatorType });
  return { asked, find };
}

const on = (nodeId: number) => ({ coordinator: { nodeId } });

describe('the coordinator of transactions', () => {
  it('is asked for once by a client, for each transactional id', async () => {
    rememberCoordinators();
    rememberCoordinators();
    const { asked, find } = client([on(1), on(2)]);
    expect([await find('a'), await find('b'), await find('a'), await find('b')]).toEqual([on(1), on(2), on(1), on(2)]);
    expect(asked).toEqual(['a', 'b']);
  });

  it('is asked for anew by a new client, since it may have moved', async () => {
    rememberCoordinators();
    expect(await client([on(1)]).find('a')).toEqual(on(1));
    expect(await client([on(2)]).find('a')).toEqual(on(2));
  });

  it('is asked for again when nobody knew it', async () => {
    rememberCoordinators();
    const { asked, find } = client([new Error('not available'), on(1)]);
    await expect(find('a')).rejects.toThrow('not available');
    expect(await find('a')).toEqual(on(1));
    expect(asked).toEqual(['a', 'a']);
  });
});

describe('the coordinator of a group', () => {
  it('is asked for each time, as kafkajs does', async () => {
    rememberCoordinators();
    const { asked, find } = client([on(1), on(2)]);
    expect([await find('g', GROUP), await find('g', GROUP)]).toEqual([on(1), on(2)]);
    expect(asked).toEqual(['g', 'g']);
  });
});
