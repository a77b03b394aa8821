import type { RequestListener } from 'node:http';

/** Answers `/health/live` (204, as the real server does) and `/ping`; everything else is 404. */
export const healthListener: RequestListener = (request, response) => {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  if (path === '/health/live') response.writeHead(204).end();
  else if (path === '/ping')
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end('{"msgId":"00000000-0000-0000-0000-000000000000","text":"Ping request successfully handled"}');
  else response.writeHead(404).end();
};
