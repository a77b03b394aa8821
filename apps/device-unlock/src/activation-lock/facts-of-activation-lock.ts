import { deviceStanding, type ActivationLockRequest, type ActivationLockRequestCommand } from '@tierline/device-unlock';
import { noFacts, unreachable, type Undecided } from '@tierline/kernel';
import { latestDayOnEarth } from '@tierline/platform';
import { NO_DEVICE, NO_SELLER, type Facts } from '../facts/facts.js';
import type { Admit } from '../sources/request-sources.js';

/** Completes a command on an activation-lock request with the facts that its decision rests on. */
export async function factsOfActivationLock(
  facts: Facts,
  command: Undecided<ActivationLockRequestCommand>,
  request: ActivationLockRequest,
  admit: Admit,
): Promise<ActivationLockRequestCommand> {
  const device = request.status === 'none' ? NO_DEVICE : request.unlock.device;
  switch (command.type) {
    case 'SubmitProof': {
      const { proof } = command.data;
      const [purchase, seller] = await Promise.all([
        facts.purchase(device),
        facts.seller(proof.kind === 'purchase' ? proof.seller : NO_SELLER),
      ]);
      return { ...command, facts: { purchase, seller, latestDay: latestDayOnEarth(command.at) } };
    }
    case 'ReconsiderProof': {
      const [purchase, seller, enquiry] = await Promise.all([
        facts.purchase(device),
        facts.seller(request.status === 'proof-pending' ? request.pending.proof.seller : NO_SELLER),
        facts.enquiry(command.data.requestId),
      ]);
      return { ...command, facts: { purchase, seller, enquiry } };
    }
    case 'RemoveActivationLock':
    case 'DenyActivationUnlock': {
      const { value, ...place } = await facts.device(device);
      return { ...command, facts: { device: { ...place, value: deviceStanding(value) } } };
    }
    case 'RequestActivationUnlock':
      return { ...command, facts: request.status === 'none' ? await admit(command) : {} };
    case 'AnswerCredentials':
    case 'ConsentToErasure':
      return noFacts(command);
    default:
      return unreachable(command);
  }
}
