/** Tokens that never change, in buckets: one more copies a small part of them only, however many there are. */
export type TokenSet<Token extends string> = Readonly<Record<string, readonly Token[]>>;

/** Tokens are random, so their last characters spread them evenly. */
const BUCKET_CHARACTERS = 2;
const bucketOf = (token: string): string => `/${token.slice(-BUCKET_CHARACTERS)}`;

/** Whether a token is among them. */
export const hasToken = <Token extends string>(tokens: TokenSet<Token>, token: Token): boolean =>
  tokens[bucketOf(token)]?.includes(token) ?? false;

/** The set with one token more, which must not be among them. */
export const addToken = <Token extends string>(tokens: TokenSet<Token>, token: Token): TokenSet<Token> => {
  const bucket = bucketOf(token);
  return { ...tokens, [bucket]: [...(tokens[bucket] ?? []), token] };
};
