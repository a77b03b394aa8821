import { randomUUID } from 'node:crypto';
import { deviceUnlockCommands } from '@tierline/contracts';
import { bindId, streamName, type CommandId, type Instant } from '@tierline/kernel';
import {
  connectEventStore,
  digest,
  directory,
  guard,
  seals,
  silentLog,
  validated,
  type ReceivedCommand,
} from '@tierline/platform';
import { commandPath, noChecks } from './command-path.js';
import { inTurns, rate } from './measure.js';
import { row, type Row } from './row.js';

const APPENDS = 4_000;
const IN_FLIGHT = 64;
const ROUNDS = 5;
const CUSTOMERS = 100;
const KEY = Buffer.alloc(32, 1);

/** What hashing, checking, covering personal values and binding ids cost, each against the same path without it. */
export async function benchPrice(url: string): Promise<readonly Row[]> {
  const connection = connectEventStore(url, silentLog);
  try {
    const [full, bare] = [commandPath(connection.store), commandPath(connection.store, noChecks)];
    const covered = guard(directory(connection.store, 'bench', KEY), seals(connection.store, 'bench', KEY));
    const creating = (path: typeof full) => rate(APPENDS, IN_FLIGHT, () => path.create(randomUUID()).then(ignore));
    const guarding = () =>
      rate(APPENDS, IN_FLIGHT, async (index) => {
        await covered(received(index));
        await full.create(randomUUID());
      });
    const hashing = await inTurns(
      ROUNDS,
      () => creating(full),
      () => creating(bare),
    );
    const bind = bindId({ store: connection.store, digest });
    const binding = () =>
      rate(APPENDS, IN_FLIGHT, async () => {
        const id = randomUUID();
        await bind(id as string as CommandId, streamName('bench.fact', id));
        await full.create(id);
      });
    const bound = await inTurns(ROUNDS, binding, () => creating(full));
    const sealing = await inTurns(ROUNDS, guarding, () => creating(full));
    return [
      row('price', 'hashing, chaining and checking events', 'appends/s', hashing.value, hashing.baseline),
      row('price', 'validating, tokens and a sealed remark', 'appends/s', sealing.value, sealing.baseline),
      row('price', 'binding the id of a reported fact', 'appends/s', bound.value, bound.baseline),
    ];
  } finally {
    await connection.close();
  }
}

const ignore = () => undefined;

/** A command as a door hands it on, of one of a hundred customers. */
function received(index: number): ReceivedCommand {
  const body = {
    customerId: `customer-${String(index % CUSTOMERS)}`,
    device: { kind: 'imei', value: '490154203237518' },
    remark: 'The customer sounded worried.',
  };
  return {
    id: randomUUID() as string as CommandId,
    type: 'RequestActivationUnlock',
    subject: randomUUID(),
    data: validated(deviceUnlockCommands.requestActivationUnlock, body),
    at: new Date().toISOString() as Instant,
    actor: { id: 'ada', role: 'tier2-agent', channel: 'phone' },
    envelope: { correlationId: 'bench' },
  };
}
