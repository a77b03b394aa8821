import { roles as allRoles, type Role } from '@tierline/contracts';
import type { Route } from './route-table.js';

/** How a walk asks: with a token of a role, or without one. */
export interface Walk {
  /** Where the service is, without a slash at the end. */
  readonly url: string;
  readonly tokenFor: (role: Role) => Promise<string>;
}

/**
 * Walks all routes as every role and as nobody: who is allowed must get past the guard, everybody else must not.
 *
 * @returns what is not as declared, one line each; none when all is
 */
export async function walkRoutes(routes: readonly Route[], walk: Walk): Promise<readonly string[]> {
  const findings: string[] = [];
  for (const route of routes) {
    for (const role of [undefined, ...allRoles]) {
      const finding = judge(route, role, await ask(route, role, walk));
      if (finding !== undefined) findings.push(`${route.method} ${route.path} as ${role ?? 'nobody'}: ${finding}`);
    }
  }
  return findings;
}

const NO_SUBJECT = '00000000-0000-4000-8000-000000000000';

async function ask(route: Route, role: Role | undefined, walk: Walk): Promise<number> {
  const headers = role === undefined ? {} : { Authorization: `Bearer ${await walk.tokenFor(role)}` };
  const path = route.path.replace(/:\w+/g, NO_SUBJECT);
  const response = await fetch(walk.url + path, { method: route.method, headers });
  await response.arrayBuffer();
  return response.status;
}

function judge({ roles }: Route, role: Role | undefined, status: number): string | undefined {
  if (status >= 500) return `failed with ${String(status)}`;
  if (role === undefined) return status === 401 ? undefined : `was answered ${String(status)} and not 401`;
  const isLetIn = status !== 401 && status !== 403;
  if (roles.includes(role)) return isLetIn ? undefined : `was refused with ${String(status)}, and is allowed`;
  return status === 403 ? undefined : `was answered ${String(status)} and not 403`;
}
