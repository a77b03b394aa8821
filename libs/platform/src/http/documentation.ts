import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream';
import type { ServerResponse } from 'node:http';
import type { Middleware } from './arrival.js';
import type { OpenApiDocument } from './openapi.js';

const ASSETS = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

const page = (title: string) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>${title.replace(/[<&]/g, '')}</title>
    <link rel="stylesheet" href="docs/swagger-ui.css">
  </head>
  <body>
    <div id="ui"></div>
    <script src="docs/swagger-ui-bundle.js"></script>
    <script src="docs/start.js"></script>
  </body>
</html>
`;

const start = `SwaggerUIBundle({ url: 'openapi.json', dom_id: '#ui', deepLinking: true, validatorUrl: null });\n`;

// The page's own scripts and requests, and nothing from elsewhere; Swagger UI styles elements directly.
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

type Serve = (response: ServerResponse) => void;

const text =
  (type: string, content: string): Serve =>
  (response) => {
    response.setHeader('Content-Type', type);
    response.end(content);
  };

const asset =
  (type: string, name: string): Serve =>
  (response) => {
    response.setHeader('Content-Type', type);
    // When the client goes away or the file cannot be read, the connection ends; there is nobody to tell.
    pipeline(createReadStream(join(ASSETS, name)), response, () => response.destroy());
  };

/** Serves a document at `/openapi.json`, and as a page at `/docs`, without a token and without the internet. */
export function documentation(document: OpenApiDocument): Middleware {
  const served: Readonly<Record<string, Serve>> = {
    '/openapi.json': text('application/json', JSON.stringify(document)),
    '/docs': text('text/html; charset=utf-8', page(document.info.title)),
    '/docs/start.js': text('text/javascript', start),
    '/docs/swagger-ui.css': asset('text/css', 'swagger-ui.css'),
    '/docs/swagger-ui-bundle.js': asset('text/javascript', 'swagger-ui-bundle.js'),
  };
  return (request, response, next) => {
    const path = request.url?.split('?', 1)[0] ?? '';
    if (request.method !== 'GET' || !Object.hasOwn(served, path)) {
      next();
      return;
    }
    response.setHeader('Content-Security-Policy', PAGE_POLICY);
    served[path]?.(response);
  };
}
