import type { Sealed } from '@tierline/contracts';
import type { CarrierUnlockRequest, RequestId, SealedCode } from '@tierline/device-unlock';
import type { Execution } from '@tierline/kernel';
import { stepOf, withoutCondition, type ReceivedCommand, type Seals } from '@tierline/platform';
import type { Aggregates } from '../aggregates.js';
import type { UnlockCodes } from './unlock-codes.js';

/** What the codes of devices are known and kept by. */
export interface CodeKeeping {
  readonly codes: UnlockCodes;
  readonly seals: Pick<Seals, 'seal' | 'open'>;
}

type Unlock = Extract<CarrierUnlockRequest, { unlock: object }>['unlock'];

/**
 * Carries a carrier-unlock request as far as it gets: the device is reserved, the request answered with what is known, and then
 * a code issued or the device let go. Each step has an id of its own that derives from the command's, so whoever repeats the
 * command goes on where it was left.
 */
export function settleCarrierUnlock(of: Aggregates, { codes, seals }: CodeKeeping) {
  const { facts, digest } = of;
  const requestOf = async (requestId: RequestId) => (await facts.carrierRequest(requestId)).value;

  const reserve = async (command: ReceivedCommand, { requestId, customerId, device }: Unlock): Promise<void> => {
    // A refusal is a fact for the answer: the device is blocked, unlocked already, or somebody else's for now.
    await of.device(
      {
        type: 'ReserveUnlock',
        data: { requestId, customerId, device, lock: 'carrier' },
        ...stepOf(digest, command, 'reserve'),
      },
      withoutCondition(command),
    );
  };

  const issue = async (command: ReceivedCommand, { requestId, customerId, device }: Unlock): Promise<void> => {
    const step = stepOf(digest, command, 'issue');
    const place = { commandId: step.id, field: 'code' };
    const sealed: Sealed = await seals.seal(customerId, place, codes.codeOf(device));
    const code = sealed as string as SealedCode;
    await of.device(
      { type: 'IssueUnlock', data: { requestId, device, lock: 'carrier', code }, ...step },
      withoutCondition(command),
    );
  };

  const release = async (command: ReceivedCommand, { requestId, device }: Unlock): Promise<void> => {
    const { unlock } = (await facts.device(device)).value;
    if (unlock.status !== 'reserved' || unlock.holder.requestId !== requestId) return;
    await of.device(
      { type: 'ReleaseUnlock', data: { requestId, device }, ...stepOf(digest, command, 'release') },
      withoutCondition(command),
    );
  };

  return async (
    command: ReceivedCommand,
    requestId: RequestId,
    answer: () => Promise<Execution>,
  ): Promise<Execution> => {
    const before = await requestOf(requestId);
    if (before.status === 'open' || before.status === 'overdue') await reserve(command, before.unlock);
    const execution = await answer();
    const after = await requestOf(requestId);
    if (after.status === 'granted') await issue(command, after.unlock);
    if (after.status === 'denied') await release(command, after.unlock);
    return execution;
  };
}
