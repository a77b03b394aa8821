import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { commandBody } from './command-records.js';
import { latencyRows } from './latencies.js';
import { row, type Row } from './row.js';
import { now, onSchedule } from './schedule.js';

const CREATED = 201;
const UNAVAILABLE = 503;

/** What became of commands by HTTP. */
export interface HttpAnswers {
  /** How long after it was due each was answered, in milliseconds. */
  readonly latencies: readonly number[];
  /** How many the service could not answer at the time: the machine is too slow for the rate. */
  readonly unanswered: number;
}

/** Asks for a lock to be taken off. @returns whether the service could answer @throws {Error} for any other answer */
export type Ask = () => Promise<boolean>;

/** Makes what asks. @param url of the service @param tokens of agents, who ask in turns */
export const asking = (url: string, tokens: readonly string[]): Ask => {
  let asked = 0;
  return async () => {
    const token = tokens[asked++ % tokens.length] ?? '';
    const answer = await post(`${url}/v1/activation-lock-requests`, token).catch(ofConnection);
    if (!answer || answer.status === UNAVAILABLE) return false;
    if (answer.status === CREATED) return true;
    throw new Error(`answered ${String(answer.status)}: ${answer.body}`);
  };
};

/** Node's own client keeps connections as `fetch` does, and takes two thirds of the processor time, which the service shares. */
function post(url: string, token: string): Promise<{ status: number | undefined; body: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number | undefined; body: string }>();
  const body = JSON.stringify(commandBody());
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'idempotency-key': randomUUID(),
  };
  request(url, { method: 'POST', headers }, (response) => {
    text(response).then((told) => resolve({ status: response.statusCode, body: told }), reject);
  })
    .once('error', reject)
    .end(body);
  return promise;
}

/** When the connection is lost, as by a service that was held up for longer than it keeps one, there is no answer. */
function ofConnection(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== undefined) return undefined;
  throw error;
}

/** Sends commands by HTTP at a fixed rate, each due at a moment of its own. */
export async function loadByHttp(ask: Ask, perSecond: number, count: number): Promise<HttpAnswers> {
  const answers: Promise<number | undefined>[] = [];
  await onSchedule(perSecond, count, (due) => {
    answers.push(...due.map(async ({ at }) => ((await ask()) ? now() - at : undefined)));
  });
  const latencies = (await Promise.all(answers)).filter((each) => each !== undefined);
  return { latencies, unanswered: count - latencies.length };
}

/** The rows of what was measured of one rate. */
export const httpRows = (perSecond: number, { latencies, unanswered }: HttpAnswers): readonly Row[] => [
  ...latencyRows(`${String(perSecond)}/s by HTTP, answered`, latencies),
  row('end-to-end', `${String(perSecond)}/s by HTTP, without an answer`, 'commands', unanswered),
];
