/** The key of something that is only known by its customer: no id has a slash in it. */
export const partOfCustomer = (customerId: string, id: string): string => `${customerId}/${id}`;
