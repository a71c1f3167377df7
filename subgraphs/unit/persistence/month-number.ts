/** A month as a whole number, counted from the year 0: what is stored and grouped by. Thirds are quarters, twelfths years. */
export const monthNumber = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;

const year = (number: number): string => String(number).padStart(4, '0');

/** `YYYY-MM` of a month's number. */
export const monthText = (month: number): string => `${year(Math.floor(month / 12))}-${String((month % 12) + 1).padStart(2, '0')}`;

/** `YYYY-Qn` of a third of a month's number. */
export const quarterText = (quarter: number): string => `${year(Math.floor(quarter / 4))}-Q${(quarter % 4) + 1}`;
