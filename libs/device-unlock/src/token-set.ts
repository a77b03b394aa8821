/**
 * Tokens that never change, in shelves of buckets: one more copies one shelf and one bucket, however many there are. Lists, and not
 * objects with fields of many names, which would each get a class of their own from the engine.
 */
export type TokenSet<Token extends string> = readonly (readonly (readonly Token[])[])[];

/** So many shelves, and so many buckets on each: one for each value of a hexadecimal digit. */
const WIDTH = 16;

/** The set of no tokens. */
export const noTokens: TokenSet<never> = Array<readonly never[][]>(WIDTH).fill(Array<never[]>(WIDTH).fill([]));

/** Tokens are random, so their last digits spread them evenly. What is no digit counts as zero. */
const placeOf = (token: string) => ({ shelf: digitAt(token, -1), bucket: digitAt(token, -2) });
const digitAt = (token: string, place: number): number => Number.parseInt(token.at(place) ?? '', WIDTH) & (WIDTH - 1);

/** Whether a token is among them. */
export const hasToken = <Token extends string>(tokens: TokenSet<Token>, token: Token): boolean => {
  const { shelf, bucket } = placeOf(token);
  return tokens[shelf]?.[bucket]?.includes(token) ?? false;
};

/** The set with one token more, which must not be among them. */
export const addToken = <Token extends string>(tokens: TokenSet<Token>, token: Token): TokenSet<Token> => {
  const { shelf, bucket } = placeOf(token);
  const buckets = tokens[shelf] ?? [];
  return tokens.with(shelf, buckets.with(bucket, [...(buckets[bucket] ?? []), token]));
};
