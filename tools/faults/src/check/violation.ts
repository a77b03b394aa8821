/** What can be wrong with a history, and what that means for whoever relies on it. */
export const violationKinds = {
  'command-lost': 'lost',
  'event-unpublished': 'lost',
  'outcome-missing': 'lost',
  'follow-up-missing': 'lost',
  'heard-event-lost': 'lost',
  'dead-letter-missing': 'lost',
  'parked-command-vanished': 'lost',
  'committed-record-hidden': 'lost',
  'effect-doubled': 'doubled',
  'event-published-twice': 'doubled',
  'outcome-published-twice': 'doubled',
  'follow-up-published-twice': 'doubled',
  'effects-reordered': 'reordered',
  'parked-command-overtaken': 'reordered',
  'events-reordered': 'reordered',
  'outcomes-reordered': 'reordered',
  'follow-ups-reordered': 'reordered',
  'heard-events-reordered': 'reordered',
  'effect-without-command': 'wrong',
  'published-without-event': 'wrong',
  'outcome-without-event': 'wrong',
  'outcome-contradicted': 'wrong',
  'follow-up-without-event': 'wrong',
  'aborted-record-read': 'wrong',
  'answer-contradicted': 'wrong',
  'chain-broken': 'wrong',
  'put-aside-wrongly': 'wrong',
  'parked-wrongly': 'wrong',
} as const;

/** The name of something that can be wrong. */
export type ViolationKind = keyof typeof violationKinds;

/** Something that is wrong with a history. */
export interface Violation {
  readonly kind: ViolationKind;
  /** The id of the command or event that it is about, or the name of the stream. */
  readonly about: string;
  readonly text: string;
}

/** A violation, in words. */
export const violation = (kind: ViolationKind, about: string, text: string): Violation => ({ kind, about, text });
