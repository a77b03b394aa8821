import type { Command, Decider, NoFacts } from './decider.js';
import type { Instant } from './ids.js';
import type { Message } from './message.js';

/** Somebody whose personal values a context keeps is to be forgotten. */
export type ForgetSubject = Command<'ForgetSubject', { readonly subject: string }, NoFacts>;

/** Somebody wants to see a personal value that is only kept. */
export type DiscloseValue = Command<
  'DiscloseValue',
  { readonly subject: string; readonly of: string; readonly field: string },
  NoFacts
>;

/** What is done with the personal values of one subject, besides keeping them. */
export type PersonalDataCommand = ForgetSubject | DiscloseValue;

/** The keys and directory entries of a subject are to be destroyed, and nothing personal of it is to be kept again. */
export type SubjectForgotten = Message<'SubjectForgotten', { readonly subject: string; readonly at: Instant }>;

/** A kept value was shown: which field of which aggregate. To whom, is told by the metadata; the value is told nowhere. */
export type ValueDisclosed = Message<
  'ValueDisclosed',
  { readonly subject: string; readonly of: string; readonly field: string; readonly at: Instant }
>;

/** What a context stores of its dealings with the personal values of a subject. */
export type PersonalDataEvent = SubjectForgotten | ValueDisclosed;

/** Whether the subject of a stream was forgotten. */
export interface PersonalData {
  readonly isForgotten: boolean;
}

/** Every showing is recorded, also to whoever has seen it before; forgetting twice has no effect. */
export const personalDataDecider: Decider<PersonalDataCommand, PersonalDataEvent, PersonalData, never, object> = {
  initial: { isForgotten: false },
  decide: (command, { isForgotten }) => {
    const { at, type } = command;
    if (type === 'DiscloseValue') return [{ type: 'ValueDisclosed', data: { ...command.data, at } }];
    return isForgotten ? [] : [{ type: 'SubjectForgotten', data: { ...command.data, at } }];
  },
  evolve: (state, { type }) => (type === 'SubjectForgotten' ? { isForgotten: true } : state),
};

/** Whether an event tells of dealings with personal values. Every context may store such events. */
export const isPersonalDataEvent = (event: Message): event is PersonalDataEvent =>
  event.type === 'SubjectForgotten' || event.type === 'ValueDisclosed';

/** The category of the streams of a context's dealings with personal values, one by subject. */
export const personalDataCategory = (context: string): string => `${context}.personal_data`;
