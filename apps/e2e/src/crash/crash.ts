import { deviceUnlockTopics } from '@tierline/contracts';
import type { RunningService } from '@tierline/stack';
import { eventually } from '../eventually.js';
import { MissingFact, type World } from '../story.js';
import { imeiFor } from '../stories/imei.js';
import { streamOf } from '../stories/activation-lock-steps.js';
import { accountOf, isWhole, type Account, type SentCommand } from './account.js';

const { outcomes, events, ingress } = deviceUnlockTopics;

const REQUESTS = 400;
/** How much of the burst is answered when the service is killed. */
const ANSWERED = 0.2;
/** The group waits for its dead member, and the broker for its open transaction. */
const PATIENCE = 90_000;

/** What a crash in the middle of a burst has led to. */
export interface Crash {
  readonly account: Account;
  /** How many commands were answered when the service was killed. */
  readonly answeredBefore: number;
  /** From the kill to the last answer, in milliseconds. */
  readonly recovery: number;
}

/**
 * Kills the service with SIGKILL in the middle of a burst of commands, starts it again, and counts in the topics and in the
 * store what became of every one of them.
 *
 * @throws {MissingFact} when they are not all answered in time
 */
export async function crashInABurst(
  world: World,
  service: Pick<RunningService, 'kill' | 'restart' | 'exited'>,
): Promise<Crash> {
  const commands = burst(world);
  const answered = () => {
    const told = new Set(world.seen(outcomes.topic).map(({ correlationId }) => correlationId));
    return commands.sent.filter(({ correlationId }) => told.has(correlationId)).length;
  };
  const wait = (what: string, isThere: () => boolean) =>
    eventually(
      () => isThere() || undefined,
      () => new MissingFact(`${what}: ${String(answered())} of ${String(commands.sent.length)} are answered`),
      PATIENCE,
    );

  await wait('the burst has begun', () => answered() >= ANSWERED * commands.total);
  const answeredBefore = answered();
  const killed = performance.now();
  service.kill('SIGKILL');
  await service.exited;
  await service.restart();
  await commands.done;
  await wait('all commands are answered', () => answered() === commands.total);
  const recovery = performance.now() - killed;

  const subjects = [...new Set(commands.sent.map(({ subject }) => subject))];
  const histories = new Map<string, Awaited<ReturnType<World['history']>>>();
  for (const subject of subjects) histories.set(subject, await world.history(streamOf(subject)));
  const account = accountOf({
    sent: commands.sent,
    histories,
    outcomes: world.seen(outcomes.topic),
    events: world.seen(events.topic),
    isPublished: (type) => events.messages.some(({ name }) => name === type),
  });
  return { account, answeredBefore, recovery };
}

/** Many requests at once, each a few commands that must stay in order. */
function burst(world: World): { sent: readonly SentCommand[]; total: number; done: Promise<unknown> } {
  const sender = world.sender(ingress.stores.topic, '/stores/leipzig-3');
  const sent: SentCommand[] = [];
  const requests = Array.from({ length: REQUESTS }, () => requestOf(world.newId()));
  const send = async ({ subject, commands }: ReturnType<typeof requestOf>) => {
    for (const [type, data] of commands) {
      sent.push({ correlationId: await sender.send(type, subject, data), subject });
    }
  };
  const total = requests.reduce((sum, { commands }) => sum + commands.length, 0);
  return { sent, total, done: Promise.all(requests.map(send)) };
}

const requestOf = (subject: string) => ({
  subject,
  commands: [
    [
      'RequestActivationUnlock',
      { customerId: `customer-${subject}`, device: { kind: 'imei', value: imeiFor(subject) } },
    ],
    ['AnswerCredentials', { credentials: 'unknown' }],
    ['SubmitProof', { proof: { kind: 'identity-document', document: 'passport' } }],
  ] as const,
});

/** What a crash has led to, in lines to read. */
export function crashTold({ account, answeredBefore, recovery }: Crash): readonly string[] {
  const { sent, appends, lost, doubled, reordered } = account;
  const faults = [...lost, ...doubled, ...reordered];
  return [
    `${String(sent)} commands sent; the service was killed (SIGKILL) after ${String(answeredBefore)} outcomes`,
    `all answered ${(recovery / 1000).toFixed(1)} s after the kill`,
    `in the store: ${String(appends)} appends, one for each command`,
    `on Kafka: ${String(account.outcomes)} outcomes and ${String(account.events)} published events`,
    `lost ${String(lost.length)}, doubled ${String(doubled.length)}, out of order ${String(reordered.length)}`,
    ...(isWhole(account) ? [] : faults.slice(0, 10)),
  ];
}
