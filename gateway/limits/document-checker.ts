import { type DocumentNode, parse } from 'graphql';
import { CallerError } from '../../shared/errors/errors.ts';
import type { ErrorCode } from '../../shared/errors/registry.ts';
import { DOCUMENT_LIMITS, type DocumentLimits } from './document-limits.ts';
import { measureDocument, type SelectionSize } from './measure-document.ts';
import { scanTokens } from './scan-tokens.ts';

/** Verdicts kept, and the longest text one is kept for. */
const KEPT = 1_000;
const KEPT_LENGTH = 16_384;

/**
 * Refuses documents that would cost too much, before anything is spent on them. The verdict depends on the text alone
 * and is kept for short texts.
 */
export class DocumentChecker {
  readonly #limits: DocumentLimits;
  readonly #verdicts = new Map<string, CallerError | undefined>();

  constructor(limits: Partial<DocumentLimits> = {}) {
    this.#limits = { ...DOCUMENT_LIMITS, ...limits };
  }

  /** Verdicts kept. */
  get kept(): number {
    return this.#verdicts.size;
  }

  /**
   * The reason why a document is refused: DOCUMENT_TOO_LARGE, TOO_MANY_TOKENS, TOO_DEEP, TOO_MANY_FRAGMENTS, TOO_MANY_ROOT_FIELDS,
   * TOO_MANY_ALIASES, TOO_MANY_FIELDS, RESERVED_NAME, or OPERATION_NOT_SUPPORTED for deferred delivery. Undefined for one within the limits and for
   * one that is not GraphQL, which the parser refuses.
   */
  check(text: string): CallerError | undefined {
    if (text.length > this.#limits.length) return refuse('DOCUMENT_TOO_LARGE', 'characters', this.#limits.length);
    if (this.#verdicts.has(text)) return this.#verdicts.get(text);
    const verdict = this.#examine(text);
    if (text.length <= KEPT_LENGTH) this.#keep(text, verdict);
    return verdict;
  }

  #keep(text: string, verdict: CallerError | undefined): void {
    const [oldest] = this.#verdicts.keys();
    if (this.#verdicts.size >= KEPT && oldest !== undefined) this.#verdicts.delete(oldest);
    this.#verdicts.set(text, verdict);
  }

  #examine(text: string): CallerError | undefined {
    const { tokens, nesting } = scanTokens(text, this.#limits);
    if (tokens > this.#limits.tokens) return refuse('TOO_MANY_TOKENS', 'tokens', this.#limits.tokens);
    if (nesting > this.#limits.nesting) return refuse('TOO_DEEP', 'brackets within each other', this.#limits.nesting);
    const document = parsed(text);
    return document === undefined ? undefined : this.#judge(document);
  }

  #judge(document: DocumentNode): CallerError | undefined {
    const { operations, fragments, fieldsWritten, directives, reserved } = measureDocument(document);
    const limits = this.#limits;
    const everywhere = [...operations, ...fragments];
    if (directives.has('defer') || directives.has('stream')) return new CallerError('OPERATION_NOT_SUPPORTED', '@defer and @stream are not offered');
    if (reserved !== undefined) return new CallerError('RESERVED_NAME', `${reserved}: aliases and variables must not begin with two underscores`);
    if (fragments.length > limits.fragments) return refuse('TOO_MANY_FRAGMENTS', 'fragments', limits.fragments);
    if (most(everywhere, 'depth') > limits.depth) return refuse('TOO_DEEP', 'fields within each other', limits.depth);
    if (most(operations, 'ownFields') > limits.rootFields) return refuse('TOO_MANY_ROOT_FIELDS', 'root fields', limits.rootFields);
    if (most(everywhere, 'aliases') > limits.aliases) return refuse('TOO_MANY_ALIASES', 'aliases', limits.aliases);
    if (Math.max(fieldsWritten, most(everywhere, 'fields')) > limits.fields) return refuse('TOO_MANY_FIELDS', 'fields', limits.fields);
    return undefined;
  }
}

const most = (sizes: readonly SelectionSize[], what: keyof SelectionSize): number => sizes.reduce((found, size) => Math.max(found, size[what]), 0);

const refuse = (code: ErrorCode, what: string, limit: number): CallerError =>
  new CallerError(code, `the document has more ${what} than the ${limit} allowed`, { limit });

function parsed(text: string): DocumentNode | undefined {
  try {
    return parse(text, { noLocation: true });
  } catch {
    return undefined;
  }
}
