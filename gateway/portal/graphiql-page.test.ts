import { graphiqlAsset } from './graphiql-assets.ts';
import { graphiqlHeaders, graphiqlPage } from './graphiql-page.ts';

const page = graphiqlPage({
  title: 'Mạng <liên thông>',
  titleEn: 'Network',
  notice: 'Dữ liệu minh họa',
  noticeEn: 'Generated & labelled',
});

describe('the query page', () => {
  test('is in Vietnamese with English beside it, and names what the data are', () => {
    expect(page).toContain('<html lang="vi">');
    expect(page).toContain('Mạng &lt;liên thông&gt; <small lang="en">Network</small>');
    expect(page).toContain('Dữ liệu minh họa');
    expect(page).toContain('Generated &amp; labelled');
  });

  test('asks for files of our own only, and every one of them is there', () => {
    const addresses = [...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address = '']) => address).filter((address) => address !== 'data:,');
    expect(addresses.length).toBeGreaterThan(5);
    for (const address of addresses) expect(graphiqlAsset(address)?.body.length).toBeGreaterThan(0);
    expect(graphiqlAsset('/graphiql/completeness.js')?.contentType).toBe('text/javascript; charset=utf-8');
  });

  test('answers no other path', () => {
    expect(graphiqlAsset('/graphiql/../package.json')).toBeUndefined();
    expect(graphiqlAsset('/graphiql/')).toBeUndefined();
  });

  test('carries no script of its own and forbids those of others', () => {
    expect(page.match(/<script(?![^>]*src=)(?![^>]*application\/json)/)).toBeNull();
    expect(graphiqlHeaders['content-security-policy']).toContain("script-src 'self'");
    expect(graphiqlHeaders['content-security-policy']).toContain("default-src 'none'");
  });

  test('cannot be left by a text inside it', () => {
    const hostile = graphiqlPage({ title: 'x', titleEn: 'x', endpoint: '</script><script src="//elsewhere">' });
    expect(hostile).not.toContain('</script><script src="//elsewhere">');
  });
});
