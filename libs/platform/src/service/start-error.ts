const hints: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is in use: choose another one, or stop whoever has it',
  EACCES: 'the port is not allowed: choose one above 1023',
  EADDRNOTAVAIL: 'this machine has no such address',
};

/** One line that says why a service could not start, and what to do. */
export function readableStartError(error: unknown): string {
  if (!(error instanceof Error)) return `the service could not start: ${String(error)}`;
  const { code, address, port } = error as Error & { code?: string; address?: string; port?: number };
  const hint = code === undefined ? undefined : hints[code];
  const place = `${address ?? ''}:${String(port ?? '')}`;
  return `the service could not start: ${hint === undefined ? error.message : `${place}: ${hint}`}`;
}
