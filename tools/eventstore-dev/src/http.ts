import type { RequestListener } from 'node:http';

const PONG = JSON.stringify({ msgTypeId: 0, text: 'Ping request successfully handled' });

/** Answers `/health/live` (204, as the real server does) and `/ping`; everything else is 404. */
export const healthListener: RequestListener = (request, response) => {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  const asked = request.method === 'GET' || request.method === 'HEAD';
  if (asked && path === '/health/live') response.writeHead(204).end();
  else if (asked && path === '/ping') response.writeHead(200, { 'content-type': 'application/json' }).end(PONG);
  else response.writeHead(404).end();
};
