// Pages behind one-time links: what they show to whom, and that they show it once.
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { PAGE_LINKS } from '../../src/domain/page-links.ts';
import { createApp } from '../../src/http/app.ts';
import { mountPages, type PageSource } from '../../src/http/pages/index.ts';
import { type HttpServer, listen } from '../../src/http/server.ts';
import { type AppealBench, type AppealBenchOptions, appealBench } from '../support/appeal-bench.ts';

let bench: AppealBench | undefined;
let server: HttpServer | undefined;
const failures: string[] = [];

afterEach(async () => {
  await server?.drain();
  await bench?.close();
  server = undefined;
  bench = undefined;
  failures.length = 0;
});

async function serve(source: PageSource): Promise<void> {
  await server?.drain();
  const log = { info() {}, warn() {}, error: (fields: object) => void failures.push(JSON.stringify(fields)) };
  server = await listen(createApp([mountPages([source])], log), { host: '127.0.0.1', port: 0 });
}

async function make(options?: AppealBenchOptions) {
  bench = await appealBench(options);
  await serve(bench.services);
  return bench;
}

/** As a browser with the bot's own address asks for it. */
const ask = (link: string | undefined, method: string) => fetch(new URL(new URL(link ?? '').pathname, server!.url), { method });
const shown = async (link: string | undefined) => await (await ask(link, 'POST')).text();

const told = '站里乱扣我两百块凭啥';

describe('a link', () => {
  test('survives five previews and works once', async () => {
    const it = await make();
    await it.say('sunwei', told);
    const { links } = await it.say('sunwei', '打印我的诉求材料');
    for (let preview = 0; preview < 5; preview += 1) {
      const door = await ask(links[0], 'GET');
      expect(door.status).toBe(200);
      const html = await door.text();
      expect(html).toContain('<form method="post">');
      expect(html).not.toContain('A-0001');
    }
    expect((await ask(links[0], 'HEAD')).status).toBe(200);
    const page = await ask(links[0], 'POST');
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('诉求材料 A-0001');
    const again = await ask(links[0], 'POST');
    expect(again.status).toBe(404);
  });

  test('is used up by one of two that come at once', async () => {
    const it = await make();
    await it.say('sunwei', told);
    const { links } = await it.say('sunwei', '打印我的诉求材料');
    const both = await Promise.all([ask(links[0], 'POST'), ask(links[0], 'POST')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 404]);
  });

  test('says the same whether it is used, too old, unknown or nonsense', async () => {
    const it = await make();
    await it.say('sunwei', told);
    const { links } = await it.say('sunwei', '打印我的诉求材料');
    await shown(links[0]);
    const used = await shown(links[0]);
    const { links: late } = await it.say('sunwei', '打印我的诉求材料');
    it.clock.at += 11 * 60_000;
    for (const link of [late[0], `http://x/pages/${'a'.repeat(43)}`, 'http://x/pages/%E4%BD%A0', 'http://x/pages/__proto__']) {
      for (const method of ['GET', 'POST']) {
        const refused = await ask(link, method);
        expect(refused.status).toBe(404);
        expect(await refused.text()).toBe(used);
      }
    }
  });

  test('is kept as a digest that leads to nobody, and not for long', async () => {
    const it = await make();
    await it.say('sunwei', told);
    const { links } = await it.say('sunwei', '打印我的诉求材料');
    const token = links[0]!.split('/').at(-1)!;
    expect(token).toMatch(/^[\w-]{43}$/);
    const kept = () => it.store.transaction((tx) => tx.collection(PAGE_LINKS, z.record(z.string(), z.unknown())).list());
    const [row] = await kept();
    expect(row).toEqual({ key: expect.stringMatching(/^[0-9a-f]{64}$/), value: expect.any(Object) });
    expect(Object.keys(row!.value)).toEqual(['ticketId', 'page', 'expiresAt']);
    it.clock.at += 11 * 60_000;
    await it.say('sunwei', '打印我的诉求材料');
    expect((await kept()).filter(({ key }) => key === row!.key)).toEqual([]);
  });

  test('shows nothing to caches, frames, referrers and scripts', async () => {
    const it = await make();
    await it.say('sunwei', told);
    const { links } = await it.say('sunwei', '打印我的诉求材料');
    for (const method of ['GET', 'POST', 'POST']) {
      const { headers } = await ask(links[0], method);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-robots-tag')).toContain('noindex');
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';style-src 'sha256-[^']+';img-src data:/);
      expect(headers.get('content-security-policy')).not.toContain('script-src');
    }
  });

  test('is not named in the log where the page fails', async () => {
    const it = await make();
    await it.say('sunwei', told);
    const { links } = await it.say('sunwei', '打印我的诉求材料');
    const token = links[0]!.split('/').at(-1)!;
    await serve({ ...it.services, store: { transaction: () => Promise.reject(new Error('broken')) } });
    expect((await ask(links[0], 'POST')).status).toBe(500);
    expect(failures).toHaveLength(1);
    expect(failures.join()).not.toContain(token);
  });
});

describe('the pack', () => {
  test('holds what was said, added and done, and no name', async () => {
    const it = await make();
    await it.say('sunwei', '站长张大力乱扣我两百块，<b>凭啥</b>', { photos: 1 });
    await it.say('sunwei', '1');
    await it.say('sunwei', '11号扣的，说我送晚了');
    const { links, alone } = await it.say('sunwei', '帮我整理一份给法律援助的材料');
    expect(alone).toEqual(['A-0001 的材料整理好了，在下面。10 分钟内点开，只能开一次，打印出来就能用。']);
    expect(links[0]).toMatch(/^http:\/\/bot\.test\/pages\//);
    const page = await shown(links[0]);
    for (const part of [
      '诉求材料 A-0001',
      '罚扣款',
      '乱扣我两百块',
      '11号扣的',
      '登记',
      '支部',
      '姓名',
      'A4',
      'data:image/jpeg;base64,',
    ]) {
      expect(page).toContain(part);
    }
    expect(page).toContain('&lt;b&gt;凭啥&lt;/b&gt;');
    expect(page).not.toMatch(/孙伟|sunwei|<b>|<script/);
  });

  test('is for its reporter alone, and asks which of several', async () => {
    const it = await make();
    await it.say('sunwei', told);
    await it.say('sunwei', '匿名反映，工资拖了两个月没发');
    expect((await it.say('sunwei', '打印我的诉求材料')).alone).toEqual([
      '是哪一件？A-0002（工资）、A-0001（罚扣款）。说“打印”加编号就行。',
    ]);
    expect((await it.say('sunwei', '打印 A-0002')).links).toHaveLength(1);
    expect((await it.say('lishuji', '打印 A-0002')).alone).toEqual(['没有你能看的 A-0002。']);
    expect((await it.say('zhoudayong', '打印我的诉求材料')).alone).toEqual(['你还没有登记过诉求，先跟我说是什么事。']);
  });

  test('asked for in a group is sent to the person alone', async () => {
    const it = await make();
    await it.say('sunwei', told);
    const asked = await it.say('sunwei', '打印我的诉求材料', { group: true });
    expect(asked.group).toEqual(['发给你了，看私聊。']);
    expect(asked.all.find(({ link }) => link !== undefined)?.to).toEqual({ kind: 'direct', account: 'wecom:sunwei' });
  });
});

describe('the sheet', () => {
  test('shows who handles it the photos, the history and who looked', async () => {
    const it = await make();
    await it.say('sunwei', '站长张大力乱扣我两百块，电话13812345678', { photos: 2 });
    await it.say('sunwei', '1');
    const original = await it.say('lishuji', '看原话 A-0001');
    expect(original.alone[0]).toContain('A-0001');
    const { links } = await it.say('lishuji', '看 A-0001 的照片');
    const page = await shown(links[0]);
    expect(page.match(/<img /g)).toHaveLength(2);
    for (const part of ['匿名', '改为匿名', '报的人', '谁看过', '原话', '李红梅', '〔电话〕']) expect(page).toContain(part);
    expect(page).not.toMatch(/孙伟|sunwei|13812345678/);
  });

  test('says where a photo is missing', async () => {
    const it = await make();
    await it.say('sunwei', told, { photos: 1 });
    const { links } = await it.say('lishuji', '打开 A-0001');
    await serve({ ...it.services, photos: { get: async () => undefined } });
    expect(await shown(links[0])).toContain('照片 1：已经不在了。');
  });

  test('is for its reporter and who may handle it', async () => {
    const it = await make();
    await it.say('sunwei', told);
    expect((await it.say('zhoudayong', '打开 A-0001')).alone).toEqual(['没有你能看的 A-0001。']);
    const own = await it.say('sunwei', '打开 A-0001');
    const page = await shown(own.links[0]);
    expect(page).toContain('工单 A-0001');
    expect(page).not.toContain('谁看过');
    expect((await it.say('zhoudayong', '看原话 A-0001')).alone).toEqual(['没有你能看的 A-0001。']);
  });

  test('is nowhere to be had without an address of ours', async () => {
    const it = await make();
    it.services.baseUrl = () => null;
    await it.say('sunwei', told);
    expect((await it.say('sunwei', '打开 A-0001')).alone).toEqual(['A-0001 没有照片。这里发不了网页链接，请找书记打印。']);
  });
});
