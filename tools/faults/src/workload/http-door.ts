import { deviceUnlockTopics, type Role } from '@tierline/contracts';
import { commandIdOf } from '@tierline/platform';
import type { HttpAnswer } from '../history.js';
import type { Ledger } from './ledger.js';
import type { HttpWish } from './lives.js';
import { untilHeard } from './patience.js';

/** Where requests can go, and how to get a token. */
export interface HttpDoorOptions {
  /** The replicas: a request that one does not answer is repeated at the next. */
  readonly urls: readonly string[];
  readonly token: (role: Role) => Promise<string>;
  readonly ledger: Ledger;
  readonly nextId: () => string;
}

const CLIENT = 'faults';
const PATIENCE = 4_000;

/** Sends commands by HTTP, each with one `Idempotency-Key`, until some replica says what became of it. */
export function httpDoor({ urls, token, ledger, nextId }: HttpDoorOptions) {
  let turn = 0;
  return async ({ type, path, role, data }: HttpWish, lane: string): Promise<string> => {
    const key = nextId();
    const id = commandIdOf({ client: CLIENT, subject: role }, key);
    const entry = ledger.open({ id, context: deviceUnlockTopics.context, door: 'http', type, subject: path, lane });
    return untilHeard(`${type} at ${path}`, async () => {
      const url = urls[(turn += 1) % urls.length] ?? '';
      const headers = {
        authorization: `Bearer ${await token(role)}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      };
      entry.sent();
      const signal = AbortSignal.timeout(PATIENCE);
      const response = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(data), signal });
      const body = (await response.json()) as HttpAnswer & { readonly subject?: string; readonly rule?: string };
      const outcome = body.rule === undefined ? body.outcome : 'refused';
      if (typeof body.revision !== 'number') throw new Error(`${String(response.status)} ${JSON.stringify(body)}`);
      entry.answered({
        ...{ status: response.status, outcome, revision: body.revision },
        ...(body.reason !== undefined && { reason: body.reason }),
      });
      return body.subject ?? '';
    });
  };
}

/** The client that tokens must name, so that a command's id is the one that is written down. */
export const tokenRequest = (role: Role) => ({ role, sub: role, clientId: CLIENT });
