/** Whom a token can speak for. What a role may do is declared beside each route. */
export const roles = [
  'tier1-agent',
  'tier2-agent',
  'supervisor',
  'store-clerk',
  'qa-auditor',
  'operations',
  'legal',
] as const;
export type Role = (typeof roles)[number];

/** Who sends on Kafka. Only such a sender's system can write to its ingress topic. */
export const senders = [
  'store-system',
  'maker',
  'device-register',
  'retailer-register',
  'billing',
  'customer-value',
  'retailer',
  'device-unlock',
  'orders',
  'usage',
  'fraud-and-abuse',
  'call-routing',
  'coverage-complaints',
] as const;
export type Sender = (typeof senders)[number];

/** How a wish reached us. No decision may rest on it where a rule says that every channel gets the same answer (DU-05). */
export type Channel = 'phone' | 'store' | 'system';
