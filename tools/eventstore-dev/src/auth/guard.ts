import type { Metadata } from '@grpc/grpc-js';
import type { Ledger } from '../core/ledger.js';
import { accessDenied, unauthenticated } from '../grpc/errors.js';
import { isAllowed, parseDefaultAcls, type Action, type DefaultAcls } from './acl.js';
import { authenticate, type User } from './users.js';

/** Lets a call pass or throws CallError UNAUTHENTICATED or PERMISSION_DENIED. */
export type Guard = (metadata: Metadata, action: Action, stream: string) => void;

/** The stream whose last event replaces the default access control lists. */
const SETTINGS = '$settings';

/** Makes the guard of a server that checks credentials. */
export function createGuard({ view, eventAt }: Ledger, users: Readonly<Record<string, User>>): Guard {
  let known: { readonly ordinal: number | undefined; readonly defaults: DefaultAcls } | undefined;
  const defaultAcls = (): DefaultAcls => {
    const { ordinals, from, to } = view.visible(SETTINGS);
    const ordinal = from < to ? ordinals[to - 1] : undefined;
    if (!known || known.ordinal !== ordinal) {
      known = { ordinal, defaults: parseDefaultAcls(ordinal === undefined ? undefined : eventAt(ordinal).data) };
    }
    return known.defaults;
  };
  return (metadata, action, stream) => {
    const [header] = metadata.get('authorization');
    const principal = authenticate(header?.toString(), users);
    if (!principal) throw unauthenticated();
    if (!isAllowed(principal, action, stream, (name) => view.metadataOf(name).acl, defaultAcls())) throw accessDenied();
  };
}
