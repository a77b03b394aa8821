import {
  deviceStanding,
  type CarrierUnlockRequest,
  type CarrierUnlockRequestCommand,
  type DeviceUnlockPolicyValues,
} from '@tierline/device-unlock';
import { noFacts, unreachable, type Undecided } from '@tierline/kernel';
import { dayIn } from '@tierline/platform';
import { endOfBusinessDay } from '../deadlines/business-days.js';
import { NO_CUSTOMER, NO_DEVICE, type Facts } from '../facts/facts.js';
import type { Admit } from '../sources/request-sources.js';

/** Completes a command on a carrier-unlock request with the facts that its decision rests on: also days, which no decider counts. */
export async function factsOfCarrierUnlock(
  facts: Facts,
  command: Undecided<CarrierUnlockRequestCommand>,
  request: CarrierUnlockRequest,
  { carrierUnlock }: DeviceUnlockPolicyValues,
  admit: Admit,
): Promise<CarrierUnlockRequestCommand> {
  const { device, customerId } = request.status === 'none' ? NOTHING : request.unlock;
  const deviceFact = async () => {
    const { value, ...place } = await facts.device(device);
    return { ...place, value: deviceStanding(value) };
  };
  switch (command.type) {
    case 'RequestCarrierUnlock': {
      const dueAt = endOfBusinessDay(command.at, carrierUnlock.answerWithinBusinessDays, carrierUnlock);
      return { ...command, facts: { dueAt, ...(request.status === 'none' && (await admit(command))) } };
    }
    case 'AnswerCarrierUnlock': {
      const [standing, account, customer] = await Promise.all([
        deviceFact(),
        facts.account(device),
        facts.customer(customerId),
      ]);
      const today = dayIn(command.at, carrierUnlock.zone);
      return { ...command, facts: { device: standing, account, customer, today } };
    }
    case 'FollowDevice':
      return { ...command, facts: { device: await deviceFact() } };
    case 'ReportMissedDeadline':
      return noFacts(command);
    default:
      return unreachable(command);
  }
}

const NOTHING = { device: NO_DEVICE, customerId: NO_CUSTOMER };
