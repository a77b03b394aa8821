import { recordName, type PutAside, type Settlement } from '@tierline/platform';
import { printable, table } from '../table.js';
import type { Result } from './result.js';
import { keyText } from './select.js';

/** What a program is told of something put aside. */
export const plain = (aside: PutAside): object => {
  const { id, key, state, cause, writtenAt, asideAt, bytes, settlements } = aside;
  return {
    ...{ id: recordName(id), key: keyText(key), state, ...cause, writtenAt, asideAt, bytes },
    ...{ headers: shownHeaders(aside), otherHeaders: otherHeaders(aside), settlements },
  };
};

/** What was put aside, a line each. */
export const list = (all: readonly PutAside[]): string =>
  table(
    ['ID', 'KEY', 'STATE', 'REASON', 'ERROR', 'PUT ASIDE', 'TRIES'],
    all.map(({ id, key, state, cause, asideAt, settlements }) => [
      ...[recordName(id), keyText(key), state, cause.reason, cause.error ?? '-', asideAt, String(settlements.length)],
    ]),
  );

/** Everything that is known of something put aside, but for what it says. */
export function show(aside: PutAside): string {
  const { id, key, state, cause, writtenAt, asideAt, bytes, settlements } = aside;
  const others = otherHeaders(aside);
  const rows = [
    ['id', recordName(id)],
    ['key', keyText(key)],
    ['state', state],
    ['reason', cause.reason],
    ...(cause.error === undefined ? [] : [['error', cause.error]]),
    ...(cause.violations ?? []).map(({ field, message, received }) => [
      'violation',
      `${field}: ${message} (${received})`,
    ]),
    ['written', writtenAt],
    ['put aside', asideAt],
    ['sealed bytes', String(bytes)],
    ...Object.entries(shownHeaders(aside)).map(([name, value]) => [name, value]),
    ...(others.length === 0 ? [] : [['not shown', others.join(', ')]]),
    ...settlements.map((each) => ['settled', sentence(each)]),
  ];
  const width = Math.max(...rows.map(([name = '']) => name.length));
  return rows.map(([name = '', value = '']) => `${printable(name).padEnd(width)}  ${printable(value)}`).join('\n');
}

/** What became of what was ordered, a line each. */
export const results = (all: readonly Result[]): string =>
  table(
    ['ID', 'KEY', 'ORDER', 'RESULT', 'DETAIL'],
    all.map(({ id, key, order, result, detail }) => [id, keyText(key), order, result, detail]),
  );

const sentence = ({ at, kind, detail, action, by, why, order }: Settlement): string =>
  `${at} ${kind}${detail === undefined ? '' : ` (${detail})`}: order ${order} to ${action} by ${by}: ${why}`;

/** The headers of a CloudEvent, by contract without personal values. What else a sender has written may be anything. */
const isShown = (name: string) => name.startsWith('ce_') || name === 'content-type' || name === 'traceparent';
const shownHeaders = ({ headers }: PutAside) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => isShown(name)));
const otherHeaders = ({ headers }: PutAside) => Object.keys(headers).filter((name) => !isShown(name));
