import { z } from 'zod';
import { loadConfig } from '../../config/load.ts';
import { dateFormat } from '../date-format.ts';
import { COMPLAINT_FIELDS, type MappedField, RESPONDENT_FIELDS } from './field-kinds.ts';

const column = z.string().min(1);
const pattern = z.string().refine((text) => {
  try {
    return new RegExp(text, 'u') !== undefined;
  } catch {
    return false;
  }
}, 'not a regular expression');

const rule = z
  .strictObject({
    /** The same value for every row. */
    constant: z.union([z.string(), z.boolean()]).optional(),
    /** The column it is read from. */
    column: column.optional(),
    /** Filled up from the left to a length, for leading zeros that were lost. */
    pad: z.strictObject({ length: z.int().min(1).max(100), with: z.string().length(1) }).optional(),
    /** Local texts to ours; null for a text that stands for no value. */
    map: z.record(z.string(), z.string().nullable()).optional(),
    /** For a text that is in neither `map` nor the list; without it such a row is refused. */
    otherwise: z.string().optional(),
    /** For a row without a value; without it the value is null. */
    missing: z.string().optional(),
    /** Refuse rows without a value, though the field may be empty. */
    required: z.boolean().default(false),
    /** Format of a date and time, such as `yyyy-MM-dd HH:mm:ss.SSS`, in the zone of the source. */
    dateTime: z
      .string()
      .refine((format) => dateFormat(format) !== undefined, 'not a format of yyyy, MM, dd, HH, mm, ss, SSS, each once at most')
      .optional(),
    /** Where rows of one record differ in this field. */
    differing: z.string().optional(),
  })
  .superRefine((value, context) => {
    if ((value.constant === undefined) === (value.column === undefined)) {
      context.addIssue({ code: 'custom', message: 'needs either `constant` or `column`' });
    }
    const forColumns = (['pad', 'map', 'otherwise', 'missing', 'dateTime', 'differing'] as const).filter((key) => value[key] !== undefined);
    if (value.constant !== undefined && forColumns.length > 0) {
      context.addIssue({ code: 'custom', path: [forColumns[0] ?? ''], message: 'belongs to `column`, not to `constant`' });
    }
  });

/** How one field is filled. */
export type FieldRule = z.output<typeof rule>;

const fieldsOf = <K extends string>(fields: Readonly<Record<K, MappedField>>) =>
  z.strictObject(
    Object.fromEntries((Object.entries(fields) as [K, MappedField][]).map(([name, field]) => [name, field.required ? rule : rule.optional()])) as {
      [F in K]: typeof rule | z.ZodOptional<typeof rule>;
    },
  );

const mappingFile = z
  .strictObject({
    /** Version of this form of file. */
    mapping: z.literal(1),
    contract: z.literal('complaints'),
    source: z.strictObject({
      format: z.literal('csv'),
      encoding: z.enum(['utf-8', 'latin1']).default('utf-8'),
      delimiter: z.string().length(1),
      /** Quotes have no meaning in the file. */
      quote: z.literal('none'),
      /** Columns in their order, as the first line must name them. */
      columns: z.array(column).min(1),
      /** Texts that mean no value. The empty text always does. */
      nullTexts: z.array(z.string()).default([]),
      /** Whether blanks around a value count for nothing. */
      trim: z.boolean().default(true),
      /** The column that may hold the delimiter itself; a row with surplus fields is refused without it. */
      surplus: z.strictObject({ joinInto: column }).optional(),
      /** What values of a column must look like. A row that was joined and does not fit is refused as ROW_SHAPE. */
      checks: z.record(z.string(), pattern).default({}),
      /** Zone of dates and times; the federation's by default. */
      timeZone: z.string().optional(),
    }),
    /** The unit whose record a row is; `{value}` stands for the column's text. */
    unit: z.strictObject({ column, code: z.string().includes('{value}').default('{value}') }),
    /** Rows that agree in these columns are one record about several respondents; its id is derived from them. */
    groupBy: z.array(column).min(1),
    complaint: fieldsOf(COMPLAINT_FIELDS),
    respondent: z.strictObject({
      trader: z.strictObject({
        scheme: z.string().regex(/^[a-z]+$/),
        column,
        pad: rule.shape.pad,
        /** Check digits the number must have. A number without them is used no further: the trader goes by its name. */
        check: z.enum(['cnpj', 'none']).default('none'),
        /** Names a trader without a number, within its unit. */
        nameColumn: column,
      }),
      ...fieldsOf(RESPONDENT_FIELDS).shape,
    }),
  })
  .superRefine((mapping, context) => {
    const columns = mapping.source.columns;
    const fault = (path: (string | number)[], message: string): void => context.addIssue({ code: 'custom', path, message });
    const known = (path: (string | number)[], name: string | undefined): void => {
      if (name !== undefined && !columns.includes(name)) fault(path, `no column ${name}`);
    };
    const twice = columns.find((name, index) => columns.indexOf(name) !== index);
    if (twice !== undefined) fault(['source', 'columns'], `${twice} stands twice`);
    known(['source', 'surplus', 'joinInto'], mapping.source.surplus?.joinInto);
    for (const name of Object.keys(mapping.source.checks)) known(['source', 'checks', name], name);
    known(['unit', 'column'], mapping.unit.column);
    mapping.groupBy.forEach((name, index) => {
      known(['groupBy', index], name);
    });
    known(['respondent', 'trader', 'column'], mapping.respondent.trader.column);
    known(['respondent', 'trader', 'nameColumn'], mapping.respondent.trader.nameColumn);
    for (const [part, fields] of [
      ['complaint', COMPLAINT_FIELDS],
      ['respondent', RESPONDENT_FIELDS],
    ] as const) {
      for (const [name, field] of Object.entries<MappedField>(fields)) {
        const value = (mapping[part] as Readonly<Record<string, FieldRule | undefined>>)[name];
        if (value === undefined) continue;
        known([part, name, 'column'], value.column);
        for (const [key, message] of ruleFaults(value, field)) fault([part, name, key], message);
      }
    }
  });

/** What a rule says that its field cannot take: key of the rule, and why. */
function ruleFaults(value: FieldRule, { kind }: MappedField): (readonly [string, string])[] {
  const faults: (readonly [string, string])[] = [];
  if (kind.type === 'instant' && value.column !== undefined && value.dateTime === undefined) faults.push(['dateTime', 'an instant needs its format']);
  if (kind.type === 'instant' && value.constant !== undefined) faults.push(['constant', 'an instant comes from a column']);
  if (kind.type !== 'instant' && value.dateTime !== undefined) faults.push(['dateTime', 'the field is no instant']);
  if (kind.type === 'boolean' ? value.constant === undefined && value.map === undefined : typeof value.constant === 'boolean') {
    faults.push([kind.type === 'boolean' ? 'map' : 'constant', kind.type === 'boolean' ? 'needs `map` to true and false' : 'not a text']);
  }
  const allowed = kind.type === 'enum' ? kind.values : kind.type === 'boolean' ? ['true', 'false'] : undefined;
  if (allowed === undefined) return faults;
  for (const [key, text] of resultsOf(value)) if (!allowed.includes(text)) faults.push([key, `${text} is none of ${allowed.join(', ')}`]);
  return faults;
}

/** Every value a rule names, with its key. */
function resultsOf(value: FieldRule): (readonly [string, string])[] {
  const single = (['constant', 'otherwise', 'missing', 'differing'] as const).flatMap((key) => {
    const text = value[key];
    return text === undefined ? [] : [[key, String(text)] as const];
  });
  const mapped = Object.values(value.map ?? {}).flatMap((text) => (text === null ? [] : [['map', text] as const]));
  return [...single, ...mapped];
}

/** How the rows of a source become complaints. */
export type Mapping = z.output<typeof mappingFile>;

/** Reads a mapping file. Throws OperatorError MAPPING_INVALID with every fault and its path, or CONFIG_NOT_FOUND. */
export const loadMapping = (path: string): Mapping => loadConfig(mappingFile, path, 'MAPPING_INVALID');
