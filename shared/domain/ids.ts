declare const brand: unique symbol;
type Branded<T, B extends string> = T & { readonly [brand]: B };

/** A body's code, such as `SCT-79`: capital letters, digits and inner hyphens. */
export type UnitCode = Branded<string, 'UnitCode'>;

const UNIT_CODE = /^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*$/;
const ROW_ID = /^([A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*)\/([\x21-\x7e]{1,200})$/;

/** Whether a text has the form of a unit code (2 to 24 characters). */
export function isUnitCode(text: string): text is UnitCode {
  return text.length >= 2 && text.length <= 24 && UNIT_CODE.test(text);
}

/** Splits `UNIT/local-number`; undefined when the text has another form. The local part is printable ASCII without blanks. */
export function parseRowId(id: string): { readonly unit: UnitCode; readonly local: string } | undefined {
  const match = ROW_ID.exec(id);
  const [unit, local] = [match?.[1], match?.[2]];
  return unit !== undefined && local !== undefined && isUnitCode(unit) ? { unit, local } : undefined;
}
