import { describe, expect, it } from 'vitest';
import { maskLine } from '../../src/cli/log.ts';

describe('a log line', () => {
  it.each([
    ['https://x/?access_token=abc&a=1', 'https://x/?access_token=***&a=1'],
    ['accessToken: "abc,d"', 'accessToken: "***"'],
    ['token=abc', 'token=***'],
    ["{ clientSecret: 'abc' }", "{ clientSecret: '***' }"],
    ['{"token":"abc"} failed', '{"token":"***"} failed'],
    ['body {\\"token\\":\\"abc\\"} failed', 'body {\\"token\\":\\"***\\"} failed'],
    ['access_token%3Dabc', 'access_token%3D***'],
    ['suite_access_token=abc', 'suite_access_token=***'],
    ['https://x/cb?code=abc&state=1', 'https://x/cb?code=***&state=1'],
    ['?response_code=abc', '?response_code=***'],
    ['Authorization: Bearer abcdefgh.ij', 'Authorization: Bearer ***'],
    ['the key sk-abcdef123456 is wrong', 'the key sk-*** is wrong'],
    ['postgres://bee:p@ss@w0rd@db:5432/x', 'postgres://bee:***@db:5432/x'],
    ['call 13800138000', 'call ***'],
    ['call +86 138-0013-8000', 'call ***'],
    ['call 138 0013 8000.', 'call ***.'],
    ['11010119900307123X', '***'],
    // Our own words stay readable.
    ['monkey=1 errcode: 40058 code: E_STALE', 'monkey=1 errcode: 40058 code: E_STALE'],
    ['at 1780000000001 id 1234567890123456', 'at 1780000000001 id 1234567890123456'],
  ])('says nothing secret: %s', (line, expected) => {
    expect(maskLine(line)).toBe(expected);
    // The same words inside a record.
    expect(JSON.parse(maskLine(`${JSON.stringify({ error: line })}\n`))).toEqual({ error: expected });
  });

  it('stays the JSON it is, with codes and numbers readable', () => {
    const line =
      '{"code":"wecom_low_active","errcode":40058,"session":12,"ms":13800138000,"nested":{"password":"a\\"b"},"msg":"key:"}\n';
    const masked = maskLine(line);
    expect(JSON.parse(masked)).toEqual({ ...JSON.parse(line), nested: { password: '***' } });
    expect(masked.endsWith('}\n')).toBe(true);
  });

  it.each(['token=', 'token \\', 'postgres://a:', '138 0', 'Bearer ', '\\"token\\":\\"x'])(
    'is masked in no time, full of %j',
    (piece) => {
      const startedAt = performance.now();
      maskLine(piece.repeat(20_000));
      expect(performance.now() - startedAt).toBeLessThan(3_000);
    },
  );
});
