import type { Told } from './story.js';

const WHO = 16;
const WHAT = 78;
const EVENT = 26;

/** One line of a story: when, who, what, which event, which rules. */
export function line(at: Date, { who, what, event = '', rules = [] }: Told): string {
  const time = at.toISOString().slice('2026-03-02T'.length, -1);
  return `  ${time}  ${who.padEnd(WHO)}  ${what.padEnd(WHAT)}  ${event.padEnd(EVENT)}  ${rules.join(' ')}`.trimEnd();
}
