/** Scalars of which units' values add up or compare exactly. */
export type ExactScalar = 'Int' | 'BigInt' | 'Decimal' | 'DateTime' | 'Date';
