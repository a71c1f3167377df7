const FIRST = [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];
const SECOND = [6, ...FIRST];

/** Whether 14 digits are a Brazilian company number: both check digits (weights 2 to 9 from the right, modulo 11) fit. */
export function isCnpj(number: string): boolean {
  if (!/^\d{14}$/.test(number)) return false;
  return checkDigit(number, FIRST) === Number(number[12]) && checkDigit(number, SECOND) === Number(number[13]);
}

function checkDigit(number: string, weights: readonly number[]): number {
  const rest = weights.reduce((sum, weight, index) => sum + weight * Number(number[index]), 0) % 11;
  return rest < 2 ? 0 : 11 - rest;
}
