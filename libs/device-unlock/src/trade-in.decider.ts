import {
  reject,
  unreachable,
  type Command,
  type Decider,
  type Fact,
  type NoFacts,
  type Rejection,
  type RuleId,
} from '@tierline/kernel';
import type { DeviceUnlockPolicyValues } from './policy-values.js';
import { isSameValue } from './same-value.js';
import {
  evolveTradeIn,
  type TradeIn,
  type TradeInEvent,
  type TradeInLink,
  type UnlockOutcome,
} from './trade-in.events.js';
import { cite, type RequestId, type TradeInId } from './values.js';

/** A request was made for the device of a trade-in. */
export type LinkTradeIn = Command<'LinkTradeIn', TradeInLink, NoFacts>;

/** How the request stands; `null` while it is open. */
export interface TradeInFacts {
  readonly request: Fact<{ readonly requestId: RequestId; readonly outcome: UnlockOutcome | null }>;
}

/** The request has ended. */
export type TellTradeIn = Command<
  'TellTradeIn',
  { readonly tradeInId: TradeInId; readonly requestId: RequestId },
  TradeInFacts
>;

export type TradeInCommand = LinkTradeIn | TellTradeIn;

/** Why a command on a trade-in was refused, with the rule that each reason rests on. */
export const TRADE_IN_REJECTIONS = {
  'linked-to-another-request': 'DU-16',
  'not-linked-to-this-request': 'DU-16',
  'request-still-open': 'DU-16',
} as const satisfies Record<string, RuleId>;

export type TradeInRejection = keyof typeof TRADE_IN_REJECTIONS;

type Decision = readonly TradeInEvent[] | Rejection<TradeInRejection>;
const no = (reason: TradeInRejection) => reject(reason, TRADE_IN_REJECTIONS[reason]);

/** Keeps a trade-in linked to the request that it waits for, until it was told the outcome (DU-16). */
export const tradeInDecider: Decider<
  TradeInCommand,
  TradeInEvent,
  TradeIn,
  TradeInRejection,
  DeviceUnlockPolicyValues
> = {
  initial: { status: 'none' },
  decide: (command, state) => {
    switch (command.type) {
      case 'LinkTradeIn':
        return linkTradeIn(command, state);
      case 'TellTradeIn':
        return tellTradeIn(command, state);
      default:
        return unreachable(command);
    }
  },
  evolve: evolveTradeIn,
};

function linkTradeIn({ data, at }: LinkTradeIn, state: TradeIn): Decision {
  const linked: Decision = [{ type: 'TradeInLinked', data: { ...data, at } }];
  switch (state.status) {
    case 'none':
      return linked;
    case 'waiting':
      return isSameValue(data, state.link) ? [] : no('linked-to-another-request');
    case 'told':
      if (state.requestId === data.requestId) return [];
      // What was denied may be asked for again; what is unlocked blocks nothing any more.
      return state.outcome === 'denied' ? linked : no('linked-to-another-request');
    default:
      return unreachable(state);
  }
}

function tellTradeIn({ data, at, facts }: TellTradeIn, state: TradeIn): Decision {
  const { tradeInId, requestId } = data;
  if (state.status === 'told' && state.requestId === requestId) return [];
  if (state.status !== 'waiting' || state.link.requestId !== requestId) return no('not-linked-to-this-request');
  const { outcome } = facts.request.value;
  if (outcome === null || facts.request.value.requestId !== requestId) return no('request-still-open');
  return [{ type: 'TradeInTold', data: { tradeInId, requestId, outcome, request: cite(facts.request), at } }];
}
