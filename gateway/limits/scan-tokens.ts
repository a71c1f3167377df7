import { Lexer, Source, TokenKind } from 'graphql';

/** How large a document is before it is parsed. */
export interface TokenScan {
  /** Tokens read; the scan ends at the first beyond the limit. */
  readonly tokens: number;
  /** Most brackets within each other. */
  readonly nesting: number;
}

const OPEN = new Set<string>([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSE = new Set<string>([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/**
 * Counts tokens and open brackets without recursion, in time linear in the limits. A document that is not GraphQL is
 * counted as far as it goes.
 */
export function scanTokens(text: string, limits: { readonly tokens: number; readonly nesting: number }): TokenScan {
  const lexer = new Lexer(new Source(text));
  let [tokens, open, nesting] = [0, 0, 0];
  try {
    while (tokens <= limits.tokens && nesting <= limits.nesting) {
      const { kind } = lexer.advance();
      if (kind === TokenKind.EOF) break;
      tokens += 1;
      if (OPEN.has(kind)) nesting = Math.max(nesting, ++open);
      else if (CLOSE.has(kind)) open -= 1;
    }
  } catch {
    // The parser says what is wrong.
  }
  return { tokens, nesting };
}
