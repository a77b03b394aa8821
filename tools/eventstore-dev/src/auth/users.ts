import { timingSafeEqual } from 'node:crypto';

/** Who calls: `anonymous` gave no credentials, `admin` may do everything, a user has a name and groups. */
export type Principal =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'admin' }
  | { readonly kind: 'user'; readonly name: string; readonly groups: readonly string[] };

/** A user with the groups it belongs to, besides its own name. */
export interface User {
  readonly password: string;
  readonly groups: readonly string[];
}

/** The group whose members may do everything. */
export const ADMINS = '$admins';

/** The users that a new real server has. */
export const DEFAULT_USERS: Readonly<Record<string, User>> = {
  admin: { password: 'changeit', groups: [ADMINS] },
  ops: { password: 'changeit', groups: ['$ops'] },
};

const same = (left: string, right: string): boolean => {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/**
 * Finds out who calls from an HTTP `authorization` header, `Basic base64(user:password)`.
 * @returns undefined when the credentials are malformed or wrong
 */
export function authenticate(header: string | undefined, users: Readonly<Record<string, User>>): Principal | undefined {
  if (header === undefined) return { kind: 'anonymous' };
  const [, encoded] = /^Basic ([\w+/=-]+)$/i.exec(header) ?? [];
  const [, name, password] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded ?? '', 'base64').toString('utf8')) ?? [];
  if (name === undefined || password === undefined || !Object.hasOwn(users, name)) return undefined;
  const user = users[name];
  if (!user || !same(user.password, password)) return undefined;
  return user.groups.includes(ADMINS) ? { kind: 'admin' } : { kind: 'user', name, groups: user.groups };
}
