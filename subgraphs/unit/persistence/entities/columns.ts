import { p } from '@mikro-orm/core';

/** Text ordered by its bytes, as every order of the graph is. */
export const byteText = () => p.string().columnType('text').collation('C');

/** An instant with microseconds, read and written as canonical text. */
export const instant = () => p.string().columnType('timestamptz').runtimeType('string');

/** An amount with 16 digits before and 2 after the point, as text. */
export const amount = () => p.string().columnType('numeric(18,2)').runtimeType('string');

/** A calendar day `YYYY-MM-DD`. */
export const day = () => p.string().columnType('date').runtimeType('string');
