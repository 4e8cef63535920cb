import { describe, expect, it, test } from 'vitest';
import { isBareAddress, LINK_MARK, linksIn, readLink } from '../../../src/domain/study/link.ts';

describe('a link in words', () => {
  test.each([
    ['看 https://a.cn/x 十分钟', 'https://a.cn/x'],
    ['https://a.cn/x十分钟', 'https://a.cn/x'],
    ['（https://a.cn/x）。', 'https://a.cn/x'],
    ['(https://a.cn/x).', 'https://a.cn/x'],
    ['https://a.cn/x,10分钟', 'https://a.cn/x'],
    ['https://a.cn/v1.10', 'https://a.cn/v1.10'],
    ['https://a.cn/a,b.html 好', 'https://a.cn/a,b.html'],
    ['《反诈》http://a.cn/x?a=1&b=2#c', 'http://a.cn/x?a=1&b=2#c'],
  ])('%s', (words, link) => {
    expect(linksIn(words).links).toEqual([link]);
    expect(linksIn(words).rest).toContain(LINK_MARK);
  });

  it('may have lost its beginning', () => {
    expect(isBareAddress('www.xuexi.cn/abc')).toBe(true);
    expect(isBareAddress('看mp.weixin.qq.com/s/abc')).toBe(true);
    expect(isBareAddress('每天看 3.5 分钟，别超速')).toBe(false);
  });
});

describe('a link that is handed in', () => {
  test.each(['https://mp.weixin.qq.com/s?__biz=M&mid=2#rd', 'http://a.cn:8080/x', 'https://a-b.gov.cn/'])(
    '%s stays as it is',
    (link) => {
      expect(readLink(link)).toEqual({ kind: 'link', link });
    },
  );

  it('opens no mark-up', () => {
    expect(readLink('https://a.cn/x(1)*[2]@b')).toEqual({ kind: 'link', link: 'https://a.cn/x%281%29%2A%5B2%5D%40b' });
  });

  test.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://[::1]/',
    'http://192.168.1.8:8080/x',
    'http://10.0.0.1./',
    'http://localhost:3000/',
    'http://localhost./',
    'http://nas.local/x',
    'http://intranet/x',
    'http://a.internal/',
    'http://router.lan/',
  ])('%s leads to no public host', (link) => {
    expect(readLink(link)).toEqual({ kind: 'no_public_host' });
  });

  test.each(['https://user:pw@a.cn/', 'https://a.cn@evil.cn/', 'https://@a.cn/'])('%s carries a login', (link) => {
    expect(readLink(link)).toEqual({ kind: 'with_login' });
  });

  it('is http or https, whole, and of some length', () => {
    expect(readLink('ftp://a.cn/x')).toEqual({ kind: 'broken' });
    expect(readLink('javascript:alert(1)')).toEqual({ kind: 'broken' });
    expect(readLink('https://')).toEqual({ kind: 'broken' });
    expect(readLink(`https://a.cn/${'x'.repeat(600)}`)).toEqual({ kind: 'too_long' });
  });
});
