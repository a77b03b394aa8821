import { Agent, request } from 'node:http';
import type { HttpInput } from './http-input.js';

/** An answer, as it came. */
export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** Sends requests. */
export interface HttpSender {
  /** @throws {Error} of the connection, when no answer came */
  readonly send: (input: HttpInput, token: string | undefined) => Promise<HttpAnswer>;
  readonly close: () => void;
}

const CONNECTIONS = 16;
const PATIENCE = 20_000;
/** A body that is larger is announced and not sent: the answer comes at once, and the connection ends. */
const LARGEST_SENT = 262_144;

/** Makes a sender to a service. It changes nothing of what it is to send, as `fetch` would. */
export function httpSender(url: string): HttpSender {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const send = ({ method, path, headers, body }: HttpInput, token: string | undefined) =>
    new Promise<HttpAnswer>((resolve, reject) => {
      const length = body === undefined ? {} : { 'Content-Length': String(body.length) };
      const authorization = token === undefined ? {} : { Authorization: `Bearer ${token}` };
      const options = { agent, method, headers: { ...authorization, ...headers, ...length }, timeout: PATIENCE };
      const sending = request(url + path, options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const contentType = response.headers['content-type'] ?? '';
          resolve({ status: response.statusCode ?? 0, contentType, body: Buffer.concat(chunks).toString() });
          if (body !== undefined && body.length > LARGEST_SENT) sending.destroy();
        });
      });
      sending.on('timeout', () => sending.destroy(new Error('no answer came')));
      sending.on('error', reject);
      if (body !== undefined && body.length > LARGEST_SENT) sending.flushHeaders();
      else sending.end(body);
    });
  return { send, close: () => agent.destroy() };
}
