import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isCnpj } from './cnpj.ts';
import { readLines } from './csv/read-lines.ts';
import { splitRow } from './csv/split-row.ts';
import { dateFormat } from './date-format.ts';
import { zonedTime } from './zone-time.ts';

describe('dates', () => {
  const read = dateFormat('yyyy-MM-dd HH:mm:ss.SSS');

  it('reads a text of exactly the format', () => {
    expect(read?.('2018-06-20 09:45:37.120')).toBe(Date.UTC(2018, 5, 20, 9, 45, 37, 120));
    expect(dateFormat('dd/MM/yyyy')?.('07/03/2024')).toBe(Date.UTC(2024, 2, 7));
    expect(read?.('2018-06-20 09:45:37')).toBeUndefined();
    expect(read?.(' 2018-06-20 09:45:37.120')).toBeUndefined();
    expect(dateFormat('yyyy.MM.dd')?.('2018-06-20')).toBeUndefined();
  });

  it('refuses days and times that do not exist', () => {
    for (const text of ['2018-02-29 00:00:00.000', '2018-13-01 00:00:00.000', '2018-01-01 24:00:00.000', '2018-01-01 00:60:00.000']) {
      expect(read?.(text)).toBeUndefined();
    }
  });

  it('refuses a format without a full date or with a part twice', () => {
    expect(dateFormat('yyyy-MM')).toBeUndefined();
    expect(dateFormat('yyyy-MM-dd yyyy')).toBeUndefined();
  });
});

describe('local times of a zone', () => {
  const local = (text: string): number => Date.parse(`${text}Z`);
  const saoPaulo = zonedTime('America/Sao_Paulo');

  it('follow summer time', () => {
    expect(saoPaulo(local('2018-07-01T12:00:00'))).toBe('2018-07-01T15:00:00.000000Z');
    expect(saoPaulo(local('2018-01-01T12:00:00.250'))).toBe('2018-01-01T14:00:00.250000Z');
    expect(zonedTime('Asia/Ho_Chi_Minh')(local('2024-02-29T00:00:00'))).toBe('2024-02-28T17:00:00.000000Z');
  });

  it('are undefined when skipped and the earlier one when they come twice', () => {
    expect(saoPaulo(local('2018-11-04T00:30:00'))).toBeUndefined();
    expect(saoPaulo(local('2018-11-04T01:00:00'))).toBe('2018-11-04T03:00:00.000000Z');
    expect(saoPaulo(local('2018-02-17T23:30:00'))).toBe('2018-02-18T01:30:00.000000Z');
    expect(zonedTime('Europe/Berlin')(local('2024-03-31T02:30:00'))).toBeUndefined();
    expect(zonedTime('Europe/Berlin')(local('2024-10-27T02:30:00'))).toBe('2024-10-27T00:30:00.000000Z');
  });
});

describe('company numbers', () => {
  it('are told by their check digits', () => {
    expect(isCnpj('00000000000191')).toBe(true);
    expect(isCnpj('40432544000147')).toBe(true);
    expect(isCnpj('40432544000148')).toBe(false);
    expect(isCnpj('191')).toBe(false);
  });
});

describe('rows', () => {
  const layout = { delimiter: ';', columns: ['a', 'b', 'c'], joinInto: 'b' };

  it('join surplus fields in the column named, delimiters and all', () => {
    expect(splitRow('1;x; y;z;3', layout)).toEqual({ fields: ['1', 'x; y;z', '3'], recovered: true });
    expect(splitRow('1;x;3', layout)).toEqual({ fields: ['1', 'x', '3'], recovered: false });
  });

  it('are refused with too few fields, and with too many when no column is named', () => {
    expect(splitRow('1;2', layout)).toBeUndefined();
    expect(splitRow('1;2;3;4', { ...layout, joinInto: undefined })).toBeUndefined();
  });
});

describe('lines', () => {
  const file = (content: Buffer | string): string => {
    const path = join(mkdtempSync(join(tmpdir(), 'lines-')), 'file.csv');
    writeFileSync(path, content);
    return path;
  };
  const all = async (path: string, encoding: 'utf-8' | 'latin1' = 'utf-8') => {
    const lines: [number, string | undefined][] = [];
    for await (const { number, text } of readLines(path, encoding)) lines.push([number, text]);
    return lines;
  };

  it('end with LF or CRLF, the last with neither; the byte order mark and blank lines are left out', async () => {
    expect(await all(file('\ufeffa\r\nb\n\r\nç'))).toEqual([
      [1, 'a'],
      [2, 'b'],
      [4, 'ç'],
    ]);
  });

  it('are whole across the chunks of a large file', async () => {
    const rows = Array.from({ length: 30_000 }, (_, index) => `row ${index} çã`);
    expect((await all(file(rows.join('\r\n')))).map(([, text]) => text)).toEqual(rows);
  });

  it('are undefined where the bytes are no text, without spoiling the next', async () => {
    const path = file(Buffer.concat([Buffer.from('a\n'), Buffer.from([0x63, 0xe7, 0x0a]), Buffer.from('b \ufffd\n')]));
    expect(await all(path)).toEqual([
      [1, 'a'],
      [2, undefined],
      [3, 'b \ufffd'],
    ]);
    expect((await all(path, 'latin1'))[1]).toEqual([2, 'cç']);
  });

  it('of a file that is not there are INPUT_NOT_FOUND', async () => {
    await expect(all(join(tmpdir(), 'no-such-file.csv'))).rejects.toMatchObject({ code: 'INPUT_NOT_FOUND' });
  });
});
