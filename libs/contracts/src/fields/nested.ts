import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsDefined, IsIn, IsObject, ValidateIf, ValidateNested } from 'class-validator';
import { applyDecorators } from './apply.js';

type ClassOf<Value> = () => abstract new () => Value;

/** An object of a class of its own. An array is refused, which `ValidateNested` alone would let through when empty. */
export const Nested = <Value extends object>(type: ClassOf<Value>): PropertyDecorator =>
  applyDecorators(IsDefined(), IsObject(), ValidateNested(), Type(type));

/** A list of objects of one class, of `most` at most. */
export const NestedList = <Value extends object>(type: ClassOf<Value>, most: number): PropertyDecorator =>
  applyDecorators(IsArray(), ArrayMaxSize(most), IsObject({ each: true }), ValidateNested({ each: true }), Type(type));

/** One object of several classes, told apart by the word in its field `property`. */
export const NestedOneOf = (property: string, types: Readonly<Record<string, new () => object>>): PropertyDecorator => {
  // What is of no known kind is told so, and not that it should have no kind.
  class OfNoKnownKind {}
  IsIn(Object.keys(types))(OfNoKnownKind.prototype, property);
  const subTypes = Object.entries(types).map(([name, value]) => ({ name, value }));
  return applyDecorators(
    IsDefined(),
    IsObject(),
    ValidateNested(),
    Type(() => OfNoKnownKind, { keepDiscriminatorProperty: true, discriminator: { property, subTypes } }),
  );
};

/** A field that may be left out. `null` is not nothing: it is refused. */
export const Optional = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);
