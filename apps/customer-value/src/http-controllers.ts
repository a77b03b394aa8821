/** The HTTP doors of customer value. */
export const httpControllers: readonly [] = [];
