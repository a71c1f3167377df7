import { chooseMediaType, GRAPHQL_TYPES, type MediaType } from './media-type.ts';

const WITH_PAGE: readonly MediaType[] = [...GRAPHQL_TYPES, 'text/html'];

describe('the media type of an answer', () => {
  it.each([
    [undefined, 'application/json'],
    ['', 'application/json'],
    ['*/*', 'application/json'],
    ['application/json', 'application/json'],
    ['application/graphql-response+json', 'application/graphql-response+json'],
    ['application/graphql-response+json, application/json;q=0.9', 'application/graphql-response+json'],
    ['application/json, application/graphql-response+json', 'application/json'],
    ['application/graphql-response+json, application/json', 'application/graphql-response+json'],
    ['application/json;q=0.2, application/graphql-response+json;q=0.3', 'application/graphql-response+json'],
    ['APPLICATION/JSON; charset=utf-8', 'application/json'],
    ['application/*;q=0.5', 'application/json'],
    ['application/json;q=0, */*', 'application/graphql-response+json'],
    ['multipart/mixed; deferSpec=20220824, application/json', 'application/json'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8', 'text/html'],
    ['application/json, text/html;q=0.5', 'application/json'],
    ['text/plain', undefined],
    ['application/json;q=0', undefined],
    ['multipart/mixed', undefined],
    ['nonsense;;;,,', undefined],
  ])('for %p is %p', (accept, type) => {
    expect(chooseMediaType(accept, WITH_PAGE)).toBe(type);
  });
});
