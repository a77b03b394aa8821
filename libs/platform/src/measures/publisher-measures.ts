import type { Published } from '../kafka/publisher.js';
import type { Metrics } from '../service/metrics.js';

/** Turns what a publisher has committed into figures. */
export function publisherMeasures(metrics: Metrics): (published: Published) => void {
  const sent = metrics.counter('messaging_client_sent_messages_total', 'Records that were published', [
    'messaging_system',
  ]);
  const duration = metrics.histogram(
    'publisher_transaction_duration_seconds',
    'How long a transaction took; their number is that of transactions',
  );
  const age = metrics.histogram(
    'publisher_age_seconds',
    'From the moment the oldest command of a transaction came to the commit of what it led to',
  );
  const appends = metrics.counter('publisher_appends_total', 'Appends whose events and outcome were published');
  return ({ records, duration: milliseconds, age: old, appends: published }) => {
    sent.inc({ messaging_system: 'kafka' }, records);
    duration.observe(milliseconds / 1000);
    if (records === 0) return;
    age.observe(old / 1000);
    appends.inc(published);
  };
}
