import { connect } from 'node:net';
import { StackError } from '../stack-error.js';

const TIMEOUT_MS = 5_000;
const EVENTSTORE_PORT = 2113;

/** One address of a server. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** The addresses in a list like `a:9092,b:9092`, as KAFKA_BROKERS has it. */
export function brokerAddresses(brokers: string): readonly Address[] {
  return brokers.split(',').map((text) => address(text.trim(), 9092));
}

/** The addresses in a connection string like `esdb://user:password@a:2113,b:2113?tls=true`. */
export function eventStoreAddresses(url: string): readonly Address[] {
  const hosts = /^[a-z+]+:\/\/(?:[^@/?]*@)?([^/?]+)/.exec(url)?.[1];
  return (hosts ?? '').split(',').map((text) => address(text, EVENTSTORE_PORT));
}

/** Resolves when one of the addresses accepts a connection; throws `StackError` naming all of them when none does. */
export async function requireReachable(part: string, variable: string, addresses: readonly Address[]): Promise<void> {
  const attempts = await Promise.all(addresses.map((each) => accepts(each)));
  if (attempts.includes(true)) return;
  const list = addresses.map(({ host, port }) => `${host}:${String(port)}`).join(', ');
  throw new StackError(part, `nothing answers at ${list}: start it, or unset ${variable} to have one started here`);
}

function address(text: string, defaultPort: number): Address {
  const match = /^(\[.+\]|[^:]+)(?::(\d+))?$/.exec(text);
  return { host: (match?.[1] ?? text).replace(/^\[|\]$/g, ''), port: Number(match?.[2] ?? defaultPort) };
}

function accepts({ host, port }: Address): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: TIMEOUT_MS });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}
