/** A piece of SQL with its parameters: texts and values alternate. Values never become part of the text. */
export class Sql {
  constructor(
    readonly texts: readonly string[],
    readonly values: readonly unknown[],
  ) {}

  /** For the driver: text with `$1`, `$2`, and the values. */
  toQuery(): { text: string; values: unknown[] } {
    const text = this.texts.reduce((whole, piece, index) => (index === 0 ? piece : `${whole}$${index}${piece}`), '');
    return { text, values: [...this.values] };
  }
}

/** Template tag: a piece of SQL put in is spliced, anything else becomes a parameter. */
export function sql(strings: TemplateStringsArray, ...inputs: readonly unknown[]): Sql {
  const texts: string[] = [strings[0] ?? ''];
  const values: unknown[] = [];
  const append = (text: string): void => {
    texts.push(`${texts.pop() ?? ''}${text}`);
  };
  inputs.forEach((input, index) => {
    if (input instanceof Sql) {
      append(input.texts[0] ?? '');
      values.push(...input.values);
      texts.push(...input.texts.slice(1));
    } else {
      values.push(input);
      texts.push('');
    }
    append(strings[index + 1] ?? '');
  });
  return new Sql(texts, values);
}

/** A text that is SQL itself. Only for texts of the program, never for input. */
export const raw = (text: string): Sql => new Sql([text], []);

/** Pieces with a separator of the program between them; nothing gives empty SQL. */
export function join(pieces: readonly Sql[], separator: string): Sql {
  const [first, ...others] = pieces;
  return others.reduce((whole, piece) => sql`${whole}${raw(separator)}${piece}`, first ?? raw(''));
}

/** All conditions at once; none is true. */
export const all = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0
    ? raw('TRUE')
    : join(
        conditions.map((condition) => sql`(${condition})`),
        ' AND ',
      );
