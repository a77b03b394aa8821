import { randomUUID } from 'node:crypto';
import {
  ACTIVATION_LOCK_REQUEST,
  activationLockRequestDecider,
  deviceUnlockRegistry,
  parseDeviceUnlockPolicy,
  type ActivationLockRequestCommand,
  type CustomerId,
  type DeviceToken,
  type RequestId,
} from '@tierline/device-unlock';
import {
  executor,
  noFacts,
  streamName,
  type CommandId,
  type Digest,
  type EventRegistry,
  type EventStore,
  type Execution,
  type Instant,
  type StreamName,
  type Undecided,
} from '@tierline/kernel';
import { activatedPolicies, digest, readPolicies, type ReceivedCommand } from '@tierline/platform';

const HASH_LENGTH = 64;

export const decider = activationLockRequestDecider;
export const policies = readPolicies(
  new URL('../../../libs/device-unlock/policies/', import.meta.url),
  'device-unlock',
  parseDeviceUnlockPolicy,
);

/** What hashes, and what checks, on the way of a command. */
export interface Checks {
  readonly digest: Digest;
  readonly registry: EventRegistry;
}

/** As services have it. */
export const fullChecks: Checks = { digest, registry: deviceUnlockRegistry };

/** Hashes nothing and checks nothing: what is left is deciding, and the client. */
export const noChecks: Checks = {
  digest: { hash: () => '0'.repeat(HASH_LENGTH), uuid: () => randomUUID() },
  registry: { check: () => undefined },
};

/** The way of a command from the door to its answer, with commands to send on it. */
export function commandPath(store: EventStore, { digest, registry }: Checks = fullChecks) {
  const execute = executor({
    decider,
    creates: ['RequestActivationUnlock'],
    gather: (command: Undecided<ActivationLockRequestCommand>) => {
      const nothing = { value: null, stream: 'none' as StreamName, revision: -1 };
      if (command.type === 'SubmitProof') return { ...command, facts: { purchase: nothing, seller: nothing } };
      if (command.type === 'ReconsiderProof' || command.type === 'DenyActivationUnlock')
        throw new TypeError(`${command.type} is not measured`);
      return noFacts(command);
    },
    policies: activatedPolicies({ ...fullChecks, context: 'bench', book: policies, store, build: 'bench' }),
    registry,
    store,
    digest,
    build: 'bench',
  });
  const send = async (requestId: string, wish: Wish): Promise<StreamName> => {
    const stream = streamName(ACTIVATION_LOCK_REQUEST, requestId);
    const answer = await execute(stream, { ...wish, ...circumstances() }, { correlationId: requestId });
    if (answer.outcome !== 'accepted') throw new Error(`${wish.type} was answered ${answer.outcome}`);
    return stream;
  };
  return {
    /** A command that begins a stream, as it came through a door. */
    handle: ({ id, at, actor, subject, envelope }: ReceivedCommand): Promise<Execution> => {
      const device = subject as DeviceToken;
      const wish = { requestId: subject as RequestId, customerId: 'customer-1' as CustomerId, device };
      const stream = streamName(ACTIVATION_LOCK_REQUEST, subject);
      return execute(stream, { type: 'RequestActivationUnlock', data: wish, id, at, actor }, envelope);
    },
    /** A command that begins a stream: one append of two events, without a read. */
    create: (requestId: string) =>
      send(requestId, {
        type: 'RequestActivationUnlock',
        data: {
          requestId: requestId as RequestId,
          customerId: 'customer-1' as CustomerId,
          device: randomUUID() as DeviceToken,
        },
      }),
    /** A command on a stream that this replica has in its cache: one append of one event. */
    refuseDocument: (requestId: string) =>
      send(requestId, {
        type: 'SubmitProof',
        data: { requestId: requestId as RequestId, proof: { kind: 'identity-document', document: 'passport' } },
      }),
  };
}

type Wish = Pick<ActivationLockRequestCommand, never> &
  (
    | Pick<Extract<ActivationLockRequestCommand, { type: 'RequestActivationUnlock' }>, 'type' | 'data'>
    | Pick<Extract<ActivationLockRequestCommand, { type: 'SubmitProof' }>, 'type' | 'data'>
  );

const circumstances = () => ({
  id: randomUUID() as string as CommandId,
  at: new Date().toISOString() as Instant,
  actor: { id: 'agent-ada', role: 'tier2-agent', channel: 'phone' },
});
