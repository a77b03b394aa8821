import { roles as allRoles, type Channel, type Role } from '@tierline/contracts';
import type { Actor } from '@tierline/kernel';

/** Whom a token speaks for. */
export interface Caller {
  /** The person or system: the token's subject. */
  readonly subject: string;
  /** The program that the token was given to; the subject where a token names none. */
  readonly client: string;
  /** The roles that we know; a token may carry others, for others. */
  readonly roles: readonly Role[];
  readonly employer?: string;
  readonly site?: string;
}

/** A token was signed by whom we trust and still says what we cannot use. */
export class UnusableClaims extends Error {
  override readonly name = 'UnusableClaims';
  constructor(
    readonly claim: string,
    problem: string,
  ) {
    super(`claim ${claim} ${problem}`);
  }
}

// Printable, and short enough to be kept beside every event.
const WORD = /^[\x21-\x7e]{1,128}$/;

/**
 * Reads a caller from the claims of a token that has been verified.
 *
 * @throws {UnusableClaims} naming the claim
 */
export function callerOf(claims: Readonly<Record<string, unknown>>): Caller {
  const optional = (name: string): string | undefined => {
    const value = claims[name];
    if (value === undefined || (typeof value === 'string' && WORD.test(value))) return value;
    throw new UnusableClaims(name, 'must be 1 to 128 printable characters without a space');
  };
  const subject = optional('sub');
  if (subject === undefined) throw new UnusableClaims('sub', 'is missing');
  const employer = optional('employer');
  const site = optional('site');
  return {
    subject,
    client: optional('client_id') ?? optional('azp') ?? subject,
    roles: rolesOf(claims['roles']),
    ...(employer !== undefined && { employer }),
    ...(site !== undefined && { site }),
  };
}

function rolesOf(claim: unknown): readonly Role[] {
  if (claim === undefined) return [];
  if (!Array.isArray(claim)) throw new UnusableClaims('roles', 'must be a list');
  return allRoles.filter((role) => claim.includes(role));
}

/** Who calls from behind a counter; everybody else is on the telephone. */
const channelOf = (role: Role): Channel => (role === 'store-clerk' ? 'store' : 'phone');

/**
 * The actor that a caller is on a route.
 *
 * @param allowed the route's roles, of which the first that the caller has is taken
 * @returns nothing when the caller has none of them
 */
export function actorOf(caller: Caller, allowed: readonly Role[]): Actor | undefined {
  const role = allowed.find((each) => caller.roles.includes(each));
  if (role === undefined) return undefined;
  return {
    id: caller.subject,
    role,
    channel: channelOf(role),
    ...(caller.employer !== undefined && { employer: caller.employer }),
    ...(caller.site !== undefined && { site: caller.site }),
  };
}
