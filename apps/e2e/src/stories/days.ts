const DAY = 24 * 60 * 60 * 1000;
const DAY_LENGTH = 'yyyy-mm-dd'.length;
/** Every month has that many days. */
const SHORTEST_MONTH = 28;

const text = (time: number) => new Date(time).toISOString().slice(0, DAY_LENGTH);

/** The day that is so many days from today, in UTC; negative ones are past. */
export const day = (days: number): string => text(Date.now() + days * DAY);

/** A day from which on so many months, and no more, are full today. */
export function monthsAgo(months: number): string {
  const today = new Date();
  const date = Math.min(today.getUTCDate(), SHORTEST_MONTH);
  return text(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - months, date));
}
