/** How far a proof of purchase may be from the record, field by field (DU-03). */
export interface ProofMatchValues {
  /** Minor units of the record's currency. The larger of the two price tolerances holds. */
  readonly priceToleranceMinor: number;
  /** Thousandths of the recorded price, rounded down to minor units. */
  readonly priceTolerancePerMille: number;
  /** Days, in both directions. */
  readonly purchasedOnToleranceDays: number;
  readonly sellerIgnoresCase: boolean;
  /** White space at the ends, and how much of it stands between words. */
  readonly sellerIgnoresWhitespace: boolean;
}

/** What the register of retailers says of a seller. */
export type SellerStatus = 'authorised' | 'unauthorised' | 'liquidating';

/** What a seller's status means for what was bought there (DU-08). */
export interface SellerMeaning {
  readonly warranty: 'maker' | 'none';
  /** Whether the seller's own word can stand in for a missing record of the maker. */
  readonly proof: 'retailer-may-confirm' | 'maker-record-only';
}

/** A rating of how a customer meets the staff. */
export type Attitude = 'bad' | 'neutral' | 'good';

/** A customer's value number (CV-01). */
export type CustomerValue = 0 | 1 | 2 | 3 | 4 | 5;

/** From whom generosity expects most to whom it expects least (CV-07). */
export const GENEROSITY_ORDER = [1, 0, 2, 3, 4, 5] as const satisfies readonly CustomerValue[];

/** From the worst rating to the best. */
export const ATTITUDES = ['bad', 'neutral', 'good'] as const satisfies readonly Attitude[];

/** The rule of a carrier unlock that the customer is entitled to (DU-11). */
export interface CarrierUnlockValues {
  /** Days since the device became active on the account. */
  readonly minimumActiveDays: number;
  /** Business days of `calendar` in `zone`; the due instant is computed outside and comes as a fact. */
  readonly answerWithinBusinessDays: number;
  readonly calendar: string;
  readonly zone: string;
}

/** The rule of a carrier unlock for a journey, which nobody is entitled to (DU-12). */
export interface TravelUnlockValues {
  /** Days from the first to the last, both included. */
  readonly longestTripDays: number;
  /** Days from the request to the first day of the journey. */
  readonly earliestDaysBefore: number;
  /** The attitude that a customer of each value must at least have. */
  readonly leastAttitude: Readonly<Record<CustomerValue, Attitude | 'never'>>;
}

/** Every number that device unlock decides by. */
export interface DeviceUnlockPolicyValues {
  readonly proofMatch: ProofMatchValues;
  readonly sellers: Readonly<Record<SellerStatus, SellerMeaning>>;
  readonly retailerEnquiry: {
    /** Business days of the carrier unlock's calendar; computed outside. */
    readonly answerWithinBusinessDays: number;
  };
  readonly carrierUnlock: CarrierUnlockValues;
  readonly travelUnlock: TravelUnlockValues;
  readonly codes: {
    /** Minutes after the first showing for which its actor can see the code again (DU-13). */
    readonly showAgainMinutes: number;
  };
  /** A source beyond *both* limits is no longer processed (DU-15). */
  readonly requestSources: {
    readonly requestsPerMonth: number;
    /** Requests for a device that the source has asked for in the month before, in thousandths of all. */
    readonly duplicatesPerMille: number;
  };
}
