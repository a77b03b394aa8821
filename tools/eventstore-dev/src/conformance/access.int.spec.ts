import { AccessDeniedError, type EventStoreDBClient } from '@eventstore/db-client';
import { describe, expect, it } from '@jest/globals';
import { useSubject } from './subject.js';
import { all, events, failure, first, newStream } from './support.js';

// Without TLS the client drops all credentials, so that only a secure server can be asked: EVENTSTORE_TLS_URL.
const { client, more } = useSubject(true);
const ops = (): EventStoreDBClient => more('ops:changeit');
const nobody = (): EventStoreDBClient => more();
const denied = async (work: Promise<unknown>): Promise<void> => {
  expect(await failure(work)).toBeInstanceOf(AccessDeniedError);
};
const guarded = async (acl: Record<string, string[]>): Promise<string> => {
  const stream = newStream();
  await client().appendToStream(stream, events(1));
  await client().setStreamMetadata(stream, { acl });
  return stream;
};

describe('credentials', () => {
  it('that are wrong are refused for each kind of call', async () => {
    const stranger = more('AzureDiamond:hunter2');
    const stream = await guarded({});
    await denied(stranger.appendToStream(stream, events(1)));
    await denied(stranger.deleteStream(stream));
    await denied(all(stranger.readStream(stream)));
    await denied(all(stranger.readAll({ maxCount: 1 })));
    await denied(first(1, stranger.subscribeToAll()));
  });
  it('given with a call win over those of the connection', async () => {
    const stream = await guarded({});
    const wrong = { credentials: { username: 'admin', password: 'wrong' } };
    const right = { credentials: { username: 'admin', password: 'changeit' } };
    await denied(client().appendToStream(stream, events(1), wrong));
    expect((await more('a:b').appendToStream(stream, events(1), right)).success).toBe(true);
  });
});

describe('a stream without a list', () => {
  it('is open to every user', async () => {
    const stream = newStream();
    await ops().appendToStream(stream, events(1));
    expect(await all(ops().readStream(stream))).toHaveLength(1);
    expect(await ops().deleteStream(stream)).toBeDefined();
  });
  it('is closed to who gives no credentials', async () => {
    const stream = await guarded({});
    await denied(all(nobody().readStream(stream)));
    await denied(nobody().appendToStream(stream, events(1)));
  });
});

describe('a list of readers', () => {
  it('lets those read and subscribe whom it names, by name, by group, or all', async () => {
    for (const role of ['ops', '$ops', '$all']) {
      const stream = await guarded({ readRoles: [role] });
      expect(await all(ops().readStream(stream))).toHaveLength(1);
      expect(await first(1, ops().subscribeToStream(stream))).toHaveLength(1);
    }
  });
  it('keeps all others out, but not from writing', async () => {
    const stream = await guarded({ readRoles: ['someone'] });
    await denied(all(ops().readStream(stream)));
    await denied(first(1, ops().subscribeToStream(stream)));
    expect((await ops().appendToStream(stream, events(1))).success).toBe(true);
  });
  it('does not keep administrators out', async () => {
    expect(await all(client().readStream(await guarded({ readRoles: ['someone'] })))).toHaveLength(1);
  });
});

describe('a list of writers', () => {
  it('lets those append whom it names', async () => {
    const stream = await guarded({ writeRoles: ['ops'] });
    expect((await ops().appendToStream(stream, events(1))).success).toBe(true);
  });
  it('keeps all others out, in the batch call and in a call of its own', async () => {
    const stream = await guarded({ writeRoles: ['someone'] });
    await denied(ops().appendToStream(stream, events(1)));
    await denied(
      client().appendToStream(stream, events(1), { credentials: { username: 'ops', password: 'changeit' } }),
    );
    expect(await all(ops().readStream(stream))).toHaveLength(1);
  });
  it('that refuses one append does not end the batch call', async () => {
    const writer = ops();
    const [open, closed] = [newStream(), await guarded({ writeRoles: ['someone'] })];
    const outcomes = await Promise.allSettled(
      [open, closed, open].map((stream) => writer.appendToStream(stream, events(1))),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
});

describe('a list of deleters', () => {
  it('lets those delete whom it names and keeps all others out', async () => {
    expect(await ops().deleteStream(await guarded({ deleteRoles: ['ops'] }))).toBeDefined();
    const stream = await guarded({ deleteRoles: ['someone'] });
    await denied(ops().deleteStream(stream));
    await denied(ops().tombstoneStream(stream));
  });
});

describe('the lists for metadata', () => {
  it('let those read and set it whom they name', async () => {
    const stream = await guarded({ metaReadRoles: ['ops'], metaWriteRoles: ['ops'] });
    expect((await ops().getStreamMetadata(stream)).metadata).toBeDefined();
    expect((await ops().setStreamMetadata(stream, { maxCount: 1 })).success).toBe(true);
  });
  it('keep all others out', async () => {
    const stream = await guarded({ metaReadRoles: ['someone'], metaWriteRoles: ['someone'] });
    await denied(ops().getStreamMetadata(stream));
    await denied(ops().setStreamMetadata(stream, {}));
    expect(await all(ops().readStream(stream))).toHaveLength(1);
  });
});

describe('what belongs to the system', () => {
  it('is closed to users: $all, and streams whose name begins with $', async () => {
    await denied(all(ops().readAll({ maxCount: 1 })));
    await denied(first(1, ops().subscribeToAll()));
    await denied(ops().appendToStream(`$${newStream()}`, events(1)));
  });
  it('is open to administrators', async () => {
    expect(await all(client().readAll({ maxCount: 1 }))).toHaveLength(1);
    expect((await client().appendToStream(`$${newStream()}`, events(1))).success).toBe(true);
  });
});
