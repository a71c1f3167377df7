import { isLoopback, isOwnName } from './loopback.ts';

describe('an address of this machine alone', () => {
  it.each(['127.0.0.1', '127.8.9.10', '::1', '[::1]', 'localhost', 'LOCALHOST'])('is %s', (host) => {
    expect(isLoopback(host)).toBe(true);
  });

  it.each(['0.0.0.0', '::', '10.0.0.1', 'example.org', 'localhost.example.org', '127.0.0.1.example.org', '128.0.0.1', ''])('is not %p', (host) => {
    expect(isLoopback(host)).toBe(false);
  });

  it.each([
    ['localhost:4000', true],
    ['127.0.0.1:4000', true],
    ['[::1]:4000', true],
    ['localhost', true],
    ['evil.example:4000', false],
    ['localhost.evil.example', false],
    [undefined, false],
  ])('is named by the Host header %p: %p', (header, own) => {
    expect(isOwnName(header)).toBe(own);
  });
});
