import { isEqualJson, unreachable } from '@tierline/kernel';
import { concessionInput } from './concession-input.js';
import {
  concessionTerms,
  discretionBounds,
  grantableMinor,
  hasAuthority,
  isWithinDiscretion,
  leastRoleFor,
} from './concession-terms.js';
import type { ConcessionCommand, DecideConcession, DecideConcessionOtherwise } from './customer.commands.js';
import { isUnderReview } from './customer-knowledge.js';
import type { Customer, DecidedConcession } from './customer.js';
import type { CustomerValuePolicyValues } from './policy-values.js';
import { no, type CustomerDecided } from './refuse.js';

/** Decides what is given at our discretion (CV-09 to CV-12); while a flag is open nothing is (CV-21). */
export function decideConcession(
  command: ConcessionCommand,
  state: Customer,
  values: CustomerValuePolicyValues,
): CustomerDecided {
  switch (command.type) {
    case 'DecideConcession':
      return decideByTable(command, state, values);
    case 'DecideConcessionOtherwise':
      return decideOtherwise(command, state, values);
    default:
      return unreachable(command);
  }
}

function decideByTable(
  { data, at, actor, facts: { today } }: DecideConcession,
  state: Customer,
  values: CustomerValuePolicyValues,
): CustomerDecided {
  const { customerId, concessionId, kind, requested } = data;
  const decided = state.concessions.get(concessionId);
  if (decided && !isEqualJson(askedFor(decided), { kind, requested })) return no('concession-already-decided');
  // What was beyond the authority of one is asked of the next; everything else is decided once.
  const wasBeyond = decided?.type === 'ConcessionDenied' && decided.data.reason === 'beyond-authority';
  if (decided && !wasBeyond) return [];
  if (requested.currency !== values.currency) return no('currency-not-of-policy');
  if (requested.amountMinor <= 0) return no('nothing-requested');
  if (isUnderReview(state)) return no('paused-for-review');

  const terms = concessionTerms(concessionInput(state, kind, today, values), values.concessions);
  const asked = { customerId, at, concessionId, kind, requested };
  const common = { ...asked, outcome: 'discretionary', decidedOn: today, terms } as const;
  const amountMinor = grantableMinor(kind, requested.amountMinor, terms.availableMinor, values.concessions);
  if (amountMinor === 0) return [{ type: 'ConcessionDenied', data: { ...common, reason: 'too-little-on-offer' } }];
  if (!hasAuthority(actor.role, kind, amountMinor, values.concessions)) {
    if (wasBeyond) return [];
    const neededRole = leastRoleFor(kind, amountMinor, values.concessions) ?? null;
    return [{ type: 'ConcessionDenied', data: { ...common, reason: 'beyond-authority', neededRole } }];
  }
  const granted = { amountMinor, currency: values.currency };
  const share = { byPolicyMinor: amountMinor, bySupervisorMinor: 0 };
  return [{ type: 'ConcessionGranted', data: { ...common, granted, share } }];
}

function decideOtherwise(
  { data, at, actor, facts: { today } }: DecideConcessionOtherwise,
  state: Customer,
  values: CustomerValuePolicyValues,
): CustomerDecided {
  const { customerId, concessionId, amount, reason, remark } = data;
  const decided = state.concessions.get(concessionId);
  if (!decided) return no('concession-unknown');
  if (amount.currency !== values.currency) return no('currency-not-of-policy');
  if (actor.role !== 'supervisor') return no('not-a-supervisor');
  if (isUnderReview(state)) return no('paused-for-review');
  const { kind, requested } = decided.data;
  const already = decided.type === 'ConcessionDenied' ? 0 : decided.data.granted.amountMinor;
  if (decided.type === 'ConcessionDecidedOtherwise' && amount.amountMinor === already) return [];

  const terms = concessionTerms(concessionInput(state, kind, today, values, concessionId), values.concessions);
  const byPolicyMinor = grantableMinor(kind, requested.amountMinor, terms.availableMinor, values.concessions);
  const bounds = discretionBounds(decided.data, byPolicyMinor, values.concessions);
  if (!isWithinDiscretion(decided.data, amount.amountMinor, bounds, values.concessions)) return no('beyond-discretion');
  const asked = { customerId, at, concessionId, kind, requested };
  const common = { ...asked, outcome: 'discretionary', decidedOn: today, terms } as const;
  const share = { byPolicyMinor, bySupervisorMinor: amount.amountMinor - byPolicyMinor };
  const why = { reason, ...(remark !== undefined && { remark }), decidedBy: actor.id };
  return [{ type: 'ConcessionDecidedOtherwise', data: { ...common, granted: amount, share, ...why } }];
}

const askedFor = ({ data: { kind, requested } }: DecidedConcession) => ({ kind, requested });
