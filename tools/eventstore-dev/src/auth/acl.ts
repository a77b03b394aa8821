import { ownerOf, parseAcl, parseJsonObject, type Acl } from '../core/metadata.js';
import { ADMINS, type Principal } from './users.js';

/** What a caller wants to do to a stream; `$all` is a stream here too. */
export type Action = 'read' | 'write' | 'delete';

/** Everyone who is somebody. */
const EVERYONE = '$all';
const all = (role: string): Required<Acl> => ({ $r: [role], $w: [role], $d: [role], $mr: [role], $mw: [role] });

/** What holds where a stream's own list says nothing: for streams of users, and for those whose name begins with `$`. */
export interface DefaultAcls {
  readonly user: Acl;
  readonly system: Acl;
}

/** Reads the `$settings` event's data, which may replace the default lists. */
export function parseDefaultAcls(data: Uint8Array | undefined): DefaultAcls {
  const json = parseJsonObject(data ?? Buffer.alloc(0));
  return {
    user: { ...all(EVERYONE), ...parseAcl(json['$userStreamAcl']) },
    system: { ...all(ADMINS), ...parseAcl(json['$systemStreamAcl']) },
  };
}

const KEYS = { read: '$r', write: '$w', delete: '$d' } as const;
const META_KEYS = { read: '$mr', write: '$mw', delete: '$mw' } as const;

/**
 * Whether `principal` may do `action` to `stream`. A metastream is guarded by its owner's list.
 * @param aclOf the list in a stream's metadata
 */
export function isAllowed(
  principal: Principal,
  action: Action,
  stream: string,
  aclOf: (stream: string) => Acl | undefined,
  defaults: DefaultAcls,
): boolean {
  if (principal.kind === 'admin') return true;
  if (principal.kind === 'anonymous') return false;
  const owner = ownerOf(stream);
  const guarded = owner ?? stream;
  const key = owner === undefined ? KEYS[action] : META_KEYS[action];
  const roles = aclOf(guarded)?.[key] ?? (guarded.startsWith('$') ? defaults.system : defaults.user)[key] ?? [];
  return [EVERYONE, principal.name, ...principal.groups].some((role) => roles.includes(role));
}
