import 'reflect-metadata';
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

/** The classes that a field's object can be of, by the words that the field `property` of it tells them by. */
export interface Kinds {
  readonly property: string;
  readonly types: Readonly<Record<string, new () => object>>;
}

const KINDS = Symbol('tierline:kinds');

/** One object of several classes, told apart by the word in its field `property`. */
export const NestedOneOf = (property: string, types: Kinds['types']): PropertyDecorator => {
  // What is of no known kind is told so, and not that it should have no kind.
  class OfNoKnownKind {}
  IsIn(Object.keys(types))(OfNoKnownKind.prototype, property);
  const typeOf = (value: unknown) => {
    const word: unknown = typeof value === 'object' && value !== null && Reflect.get(value, property);
    return typeof word === 'string' && Object.hasOwn(types, word) ? types[word] : OfNoKnownKind;
  };
  return applyDecorators(
    IsDefined(),
    IsObject(),
    ValidateNested(),
    // The package's own discriminator throws at a null in a list.
    Type((options) => typeOf(options && Reflect.get(options.object, options.property)) ?? OfNoKnownKind),
    (target, name) => {
      Reflect.defineMetadata(KINDS, { property, types } satisfies Kinds, target, name);
    },
  );
};

/** The kinds of a field with `NestedOneOf`; nothing for every other. @param type the class of the field */
export const kindsOf = (type: new () => object, field: string): Kinds | undefined =>
  Reflect.getMetadata(KINDS, type.prototype as object, field) as Kinds | undefined;

/** A field that may be left out. `null` is not nothing: it is refused. */
export const Optional = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);
