import { Matches } from 'class-validator';
import { applyDecorators } from './apply.js';
import { Text } from './fields.js';
import { Compared, Kept, type OwnerField } from './personal.js';

const E164 = /^\+[1-9]\d{6,14}$/;
const REMARK_LENGTH = 500;

/** A telephone number in E.164, as `+493412345678`. Past the door it is a token. */
export const Telephone = (of: string): PropertyDecorator =>
  applyDecorators(Matches(E164), Compared({ kind: 'telephone', of, canonical: (number: string) => number }));

/** What somebody noted about a customer. Past the door it is sealed. */
export const Remark = (of: OwnerField): PropertyDecorator => applyDecorators(Text(REMARK_LENGTH), Kept({ of }));
