/** What a command on a customer says of its path: customers are named by the systems that tell of them. */
export const ofCustomer = { subject: 'customerId', isNamedElsewhere: true } as const;
