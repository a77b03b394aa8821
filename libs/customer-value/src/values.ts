import type { Branded } from '@tierline/kernel';

export type CustomerId = Branded<'CustomerId'>;
export type LineId = Branded<'LineId'>;
export type BillId = Branded<'BillId'>;
export type OrderId = Branded<'OrderId'>;
export type CommitmentId = Branded<'CommitmentId'>;
export type ComplaintId = Branded<'ComplaintId'>;
export type ConcessionId = Branded<'ConcessionId'>;
export type OfferId = Branded<'OfferId'>;
export type FlagId = Branded<'FlagId'>;
export type ClaimId = Branded<'ClaimId'>;

/** A text that only its own customer's key opens. */
export type SealedText = Branded<'SealedText'>;

/** An amount in whole minor units (cents for USD) of an ISO 4217 currency. */
export interface Money {
  readonly amountMinor: number;
  readonly currency: string;
}

/** A customer's value number (CV-01). */
export type CustomerValue = 0 | 1 | 2 | 3 | 4 | 5;

/** From whom generosity expects most to whom it expects least (CV-07). */
export const GENEROSITY_ORDER = [1, 0, 2, 3, 4, 5] as const satisfies readonly CustomerValue[];

/** The place of a value number in the order of generosity, from 0 for the demoted to 5 (CV-07). */
export const generosityOf = (value: CustomerValue): number => GENEROSITY_ORDER.indexOf(value);

/** A rating of how a customer meets the staff. */
export type Attitude = 'bad' | 'neutral' | 'good';

/** From the worst rating to the best. */
export const ATTITUDES = ['bad', 'neutral', 'good'] as const satisfies readonly Attitude[];

/** What a customer can be given at our discretion (CV-09). */
export type ConcessionKind = 'discount' | 'credit' | 'free-phone' | 'bill-adjustment';

/** Every kind of concession. */
export const CONCESSION_KINDS = [
  'discount',
  'credit',
  'free-phone',
  'bill-adjustment',
] as const satisfies readonly ConcessionKind[];

/** How hard we try to keep a customer (CV-10). */
export type RetentionEffort = 'low' | 'standard' | 'high';

/** From the least effort to the most. */
export const EFFORTS = ['low', 'standard', 'high'] as const satisfies readonly RetentionEffort[];

/** Who has authority to make concessions, by the role of the token. */
export type AuthorityRole = 'tier1-agent' | 'tier2-agent' | 'supervisor';

/** From the least authority to the most. */
export const AUTHORITY_ROLES = ['tier1-agent', 'tier2-agent', 'supervisor'] as const satisfies readonly AuthorityRole[];
