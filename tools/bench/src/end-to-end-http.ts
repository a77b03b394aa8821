import { randomUUID } from 'node:crypto';
import { commandBody } from './command-records.js';
import { now, onSchedule } from './schedule.js';

const CREATED = 201;

/**
 * Sends commands by HTTP at a fixed rate, each due at a moment of its own.
 *
 * @param url of the service
 * @param token of an agent
 * @returns how long after it was due each was answered, in milliseconds
 * @throws {Error} for an answer that is not "created"
 */
export async function loadByHttp(
  url: string,
  token: string,
  perSecond: number,
  count: number,
): Promise<readonly number[]> {
  const answers: Promise<number>[] = [];
  await onSchedule(perSecond, count, (due) => {
    answers.push(...due.map(async ({ at }) => (await request(), now() - at)));
  });
  return Promise.all(answers);

  async function request(): Promise<void> {
    const response = await fetch(`${url}/v1/activation-lock-requests`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      body: JSON.stringify(commandBody()),
    });
    const body = await response.text();
    if (response.status !== CREATED) throw new Error(`answered ${String(response.status)}: ${body}`);
  }
}
