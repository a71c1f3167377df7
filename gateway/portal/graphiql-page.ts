/** What the query page shows of a federation. */
export interface GraphiqlPageOptions {
  /** Name of the federation in its own language. */
  readonly title: string;
  readonly titleEn: string;
  /** Shown as long as the page is open, such as that the data are generated. */
  readonly notice?: string | undefined;
  readonly noticeEn?: string | undefined;
  /** Where queries go; the page's own address by default. */
  readonly endpoint?: string | undefined;
  /** Language of `title` and `notice`. */
  readonly language?: string | undefined;
}

/** Sent with the page: nothing from any other host, no script in the page itself. GraphiQL sets styles as it draws. */
export const graphiqlHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self' data:",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
};

const DEFAULT_QUERY = `# Mười phản ánh mới nhất của cả nước. / The ten latest complaints of the whole country.
# Bảng bên trên cho biết bao nhiêu đơn vị đã trả lời. / The bar above says how many units answered.
query Latest {
  complaints(first: 10, orderBy: { field: RECEIVED_AT, direction: DESC }) {
    totalCount
    edges {
      node {
        id
        receivedAt
        status
        sector {
          name
        }
        province {
          name
        }
        unit {
          code
        }
      }
    }
  }
}
`;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

/** JSON that cannot end the element it stands in. */
const embeddedJson = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

/** The page with GraphiQL at `/graphql`: HTML to be sent with {@link graphiqlHeaders}. */
export function graphiqlPage(options: GraphiqlPageOptions): string {
  const settings = { endpoint: options.endpoint ?? '/graphql', defaultQuery: DEFAULT_QUERY };
  const language = escapeHtml(options.language ?? 'vi');
  const notice =
    options.notice === undefined
      ? ''
      : `<p class="notice" role="note"><strong>${escapeHtml(options.notice)}</strong> <span lang="en">${escapeHtml(options.noticeEn ?? '')}</span></p>`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(options.title)} · GraphQL</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/graphiql/graphiql.css">
<link rel="stylesheet" href="/graphiql/page.css">
</head>
<body>
<header>
<h1>${escapeHtml(options.title)} <small lang="en">${escapeHtml(options.titleEn)}</small></h1>
${notice}
</header>
<section id="completeness" class="unasked" role="status" aria-live="polite">Chưa hỏi gì. <span lang="en">Nothing asked yet.</span></section>
<main id="graphiql">Đang tải… <span lang="en">Loading…</span></main>
<noscript>Trang này cần JavaScript. <span lang="en">This page needs JavaScript.</span></noscript>
<script type="application/json" id="settings">${embeddedJson(settings)}</script>
<script src="/graphiql/react.js"></script>
<script src="/graphiql/react-dom.js"></script>
<script src="/graphiql/graphiql.js"></script>
<script type="module" src="/graphiql/page.js"></script>
</body>
</html>
`;
}
