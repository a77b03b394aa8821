import type { Metrics } from '../service/metrics.js';
import type { Middleware } from './arrival.js';
import type { HttpRequest } from './request-context.js';

/** Measures how long requests take, by method, route and status. A path is no label: there are too many of them. */
export function requestMetrics(metrics: Metrics): Middleware {
  const durations = metrics.histogram('http_request_duration_seconds', 'How long answers take', [
    'method',
    'route',
    'status',
  ]);
  return (request, response, next) => {
    const method = request.method ?? '';
    const end = durations.startTimer({ method });
    response.once('close', () => {
      const route = (request as HttpRequest).route?.path ?? 'none';
      end({ route, status: response.writableFinished ? String(response.statusCode) : 'aborted' });
    });
    next();
  };
}
