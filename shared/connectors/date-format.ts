import type { LocalMillis } from './zone-time.ts';

const PARTS: Readonly<Record<string, string>> = {
  yyyy: '(?<year>\\d{4})',
  MM: '(?<month>\\d\\d)',
  dd: '(?<day>\\d\\d)',
  HH: '(?<hour>\\d\\d)',
  mm: '(?<minute>\\d\\d)',
  ss: '(?<second>\\d\\d)',
  SSS: '(?<milli>\\d{3})',
};
const TOKEN = /yyyy|MM|dd|HH|mm|ss|SSS/g;
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/**
 * A reader for local dates and times of a fixed format: `yyyy`, `MM`, `dd` and, if there is a time, `HH`, `mm`, `ss`,
 * `SSS`; all else stands for itself. Undefined for a format without year, month and day, or with a part twice. The reader
 * gives undefined for a text of another form and for days and times that do not exist.
 */
export function dateFormat(format: string): ((text: string) => LocalMillis | undefined) | undefined {
  const tokens: readonly string[] = format.match(TOKEN) ?? [];
  if (new Set(tokens).size !== tokens.length || !['yyyy', 'MM', 'dd'].every((token) => tokens.includes(token))) return undefined;
  const pattern = new RegExp(
    `^${format
      .split(/(yyyy|MM|dd|HH|mm|ss|SSS)/)
      .map((part) => PARTS[part] ?? escaped(part))
      .join('')}$`,
  );
  return (text) => {
    const found = pattern.exec(text)?.groups;
    if (found === undefined) return undefined;
    const [year, month, day] = [Number(found.year), Number(found.month), Number(found.day)];
    const [hour, minute, second, milli] = [Number(found.hour ?? 0), Number(found.minute ?? 0), Number(found.second ?? 0), Number(found.milli ?? 0)];
    const local = Date.UTC(year, month - 1, day, hour, minute, second, milli);
    const exists =
      year >= 100 && hour < 24 && minute < 60 && second < 60 && new Date(local).getUTCDate() === day && new Date(local).getUTCMonth() === month - 1;
    return exists ? local : undefined;
  };
}
