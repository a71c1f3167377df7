/**
 * What the bar above an answer says, from `extensions.completeness`: how many of the units answered, and which did not.
 * @returns {{ state: 'complete' | 'partial' | 'unknown', text: string, textEn: string, title: string }}
 */
export function completenessText(answer) {
  const report = answer?.extensions?.completeness;
  if (report === undefined) {
    return { state: 'unknown', text: 'Câu trả lời không dùng dữ liệu của đơn vị.', textEn: 'The answer uses no data of units.', title: '' };
  }
  const expected = report.expected.length;
  const gave = report.live.length + report.replica.length;
  const missing = report.missing.map(({ unit, reason }) => `${unit} (${reason})`);
  const parts = [
    { many: missing, text: 'thiếu', textEn: 'missing' },
    { many: report.notConnected, text: 'chưa kết nối', textEn: 'not connected' },
    { many: report.outsidePeriod.map(({ unit }) => unit), text: 'không đủ kỳ', textEn: 'short of the period' },
  ].filter(({ many }) => many.length > 0);
  const list = (language) => parts.map(({ many, ...texts }) => `; ${texts[language]}: ${shortList(many)}`).join('');
  return {
    state: missing.length > 0 ? 'partial' : 'complete',
    text: `${gave} / ${expected} đơn vị đã trả lời${list('text')}`,
    textEn: `${gave} of ${expected} units${list('textEn')}`,
    title: parts.map(({ many, textEn }) => `${textEn}: ${many.join(', ')}`).join('\n'),
  };
}

const SHOWN = 6;

function shortList(items) {
  return items.length <= SHOWN ? items.join(', ') : `${items.slice(0, SHOWN).join(', ')} … (${items.length})`;
}
