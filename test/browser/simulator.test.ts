import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestServer } from '../support/server.ts';

const executablePath = [process.env.CHROMIUM_PATH, '/usr/bin/chromium'].find((path) => path && existsSync(path));
const mustRun = process.env.CI === 'true';

const world = {
  now: '2026-11-18T20:05:00+08:00',
  groups: [
    { id: 'river', title: '江畔小哥先锋群', channel: 'wecom' },
    { id: 'night', title: '夜班群', channel: 'dingtalk' },
  ],
  members: [
    { id: 'zhou', name: '老周', role: 'member', occupation: 'courier', groups: ['river'] },
    { id: 'liu', name: '<b>小刘</b>', role: 'member', occupation: 'rider', groups: ['river', 'night'] },
    { id: 'li', name: '李书记', role: 'secretary', occupation: 'office', groups: ['river'] },
  ],
};

const PHONE = { width: 360, height: 740 };
const DESKTOP = { width: 1280, height: 800 };

// A 1 × 1 picture.
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

describe.skipIf(!executablePath && !mustRun)(
  executablePath
    ? 'the simulator in a browser'
    : 'the simulator in a browser (no Chromium found: install it or set CHROMIUM_PATH)',
  () => {
    let server: Awaited<ReturnType<typeof startTestServer>>;
    let browser: Browser;
    let context: BrowserContext;
    let complaints: string[];

    beforeAll(async () => {
      if (!executablePath) throw new Error('No Chromium was found: install it at /usr/bin/chromium or set CHROMIUM_PATH.');
      server = await startTestServer();
      browser = await chromium.launch({
        executablePath,
        args: [
          '--no-sandbox',
          '--disable-gpu',
          '--disable-quic',
          '--no-first-run',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
        ],
      });
    });
    afterAll(async () => {
      await browser?.close();
      await server?.close();
    });

    beforeEach(async () => {
      complaints = [];
      const response = await fetch(`${server.url}/simulator/api/reset`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(world),
      });
      expect(response.status).toBe(200);
    });
    // A violation of the content policy is told to the console, so every story below watches for one.
    afterEach(async () => {
      await context?.close();
      expect(complaints).toEqual([]);
    });

    async function openPage(viewport = DESKTOP): Promise<Page> {
      context = await browser.newContext({ viewport, locale: 'zh-CN', timezoneId: 'America/New_York' });
      // Below the test's own limit, so that a failure names the step.
      context.setDefaultTimeout(15_000);
      const page = await context.newPage();
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(String(error)));
      await page.goto(`${server.url}/simulator/`);
      await page.getByText('我是小蜂，来试一句').waitFor();
      return page;
    }

    const botSays = (page: Page) => page.locator('.row.bot .bubble');

    async function say(page: Page, words: string): Promise<void> {
      await page.getByRole('textbox', { name: '说点什么' }).fill(words);
      await page.keyboard.press('Enter');
    }

    const bySuggestion = (page: Page, words: string) => page.getByRole('button', { name: `说：${words}` }).click();

    it('answers a check-in in the group and shows what was recorded', async () => {
      const page = await openPage();
      await bySuggestion(page, '签到');
      await botSays(page).waitFor();
      expect(await page.locator('.row.mine .bubble').textContent()).toBe('@小蜂 签到');
      expect(await botSays(page).textContent()).toContain('@老周');
      const row = page.locator('#records tr', { hasText: '老周' });
      await row.waitFor();
      expect(await row.textContent()).toMatch(/老周签到.*11月18日 20:05/);
    });

    it('sends the click on a button and shows the answer', async () => {
      const page = await openPage();
      await say(page, '早巡查完了');
      const button = page.locator('.choice', { hasText: '都正常' });
      await button.click();
      await botSays(page).nth(1).waitFor();
      expect(await botSays(page).nth(1).textContent()).toContain('四样都正常');
      expect(await page.locator('.row.mine .bubble').last().textContent()).toBe('都正常');
      expect(await button.getAttribute('aria-pressed')).toBe('true');
    });

    it('answers in the direct chat without a mention', async () => {
      const page = await openPage();
      await page.getByRole('button', { name: '私聊小蜂' }).click();
      expect(await page.locator('#mention').isVisible()).toBe(false);
      await say(page, '志愿服务两小时');
      await botSays(page).waitFor();
      expect(await page.locator('.row.mine .bubble').textContent()).toBe('志愿服务两小时');
      await page.getByRole('button', { name: '江畔小哥先锋群' }).click();
      expect(await page.locator('.row').count()).toBe(0);
    });

    it('speaks as whoever is chosen, in that person’s groups', async () => {
      const page = await openPage();
      await page.locator('#people button', { hasText: '小刘' }).click();
      expect(await page.locator('#tabs button').allInnerTexts()).toEqual(['江畔小哥先锋群', '夜班群', '私聊小蜂']);
      await bySuggestion(page, '签到');
      await botSays(page).waitFor();
      await page.locator('#people button', { hasText: '老周' }).click();
      expect(await page.locator('.row.other .name').textContent()).toBe('<b>小刘</b>');
    });

    it('moves the clock forward and says that it never goes back', async () => {
      const page = await openPage();
      await page.getByRole('button', { name: '明早8点' }).click();
      await page.getByText('到了 11月19日 周四 08:00').waitFor();
      expect(await page.locator('#now-time').textContent()).toBe('08:00');
      await page.getByLabel('拨到哪天几点').fill('2026-11-18T21:00');
      await page.getByRole('button', { name: '拨到', exact: true }).click();
      await page.getByText('时间只能往前拨。现在是 11月19日 周四 08:00').waitFor();
    });

    it('fits a phone without scrolling sideways, with targets for thumbs', async () => {
      const page = await openPage(PHONE);
      await bySuggestion(page, '早巡查完了 都正常');
      await say(page, '没有空格的一长串'.repeat(12) + 'x'.repeat(120));
      await botSays(page).nth(1).waitFor();
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(PHONE.width);
      expect(
        await page.evaluate<boolean>('document.querySelector("#log").scrollWidth <= document.querySelector("#log").clientWidth'),
      ).toBe(true);
      for (const name of ['换个人说话', '拨时间', '记录']) {
        await page.getByRole('button', { name }).click();
        await page.getByRole('dialog').waitFor();
        expect(await lowTargets(page)).toEqual([]);
        await page.keyboard.press('Escape');
      }
      expect(await lowTargets(page)).toEqual([]);
    });

    /** Buttons and fields to be seen that are less than 44 pixels high. */
    const lowTargets = (page: Page) =>
      page.evaluate<string[]>(`[...document.querySelectorAll('button, textarea, label.round, summary, #clock-field')]
        .filter((node) => node.offsetParent && node.getBoundingClientRect().height < 43.9).map((node) => node.outerHTML)`);

    it('keeps the conversation and the speaker over a reload', async () => {
      const page = await openPage();
      await page.locator('#people button', { hasText: '李书记' }).click();
      await bySuggestion(page, '帮助');
      const answer = await botSays(page).textContent();
      await page.reload();
      await botSays(page).waitFor();
      expect(await botSays(page).textContent()).toBe(answer);
      expect(await page.locator('.row.mine .bubble').textContent()).toContain('帮助');
      expect(await page.locator('#people [aria-pressed="true"] b').textContent()).toBe('李书记');
    });

    it('plans a party day with the secretary, and signs up by the button under its announcement', async () => {
      const page = await openPage();
      await page.locator('#people button', { hasText: '李书记' }).click();
      await page.getByRole('button', { name: '私聊小蜂' }).click();
      await bySuggestion(page, '下周三搞个主题党日，在江畔驿站');
      await page.getByRole('button', { name: '发布', exact: true }).click();
      await botSays(page).filter({ hasText: '已发布到' }).waitFor();
      await page.locator('#people button', { hasText: '老周' }).click();
      await page.getByRole('button', { name: '江畔小哥先锋群' }).click();
      await page.getByRole('button', { name: '报名', exact: true }).click();
      await botSays(page).filter({ hasText: '报上了，1 人' }).waitFor();
    });

    it('shows markup that somebody wrote as the text it is', async () => {
      const page = await openPage();
      const words = '<img src=x onerror=alert(1)> <script>alert(2)</script> & "签到"';
      await say(page, words);
      await botSays(page).waitFor();
      expect(await page.locator('.row.mine .bubble p').textContent()).toBe(`@小蜂 ${words}`);
      expect(await page.locator('#messages script, #messages p img').count()).toBe(0);
    });

    it('sends a quotation, a photo and spoken words', async () => {
      const page = await openPage();
      await bySuggestion(page, '签到');
      await botSays(page).click({ button: 'right' });
      await page.getByText('引用 小蜂：').waitFor();
      await page.locator('#photo').setInputFiles({ name: 'dot.png', mimeType: 'image/png', buffer: PIXEL });
      await page.locator('#thumbs img').waitFor();
      await page.getByRole('button', { name: '语音' }).click();
      const sending = page.waitForRequest('**/simulator/api/messages');
      await say(page, '通道堵了');
      const body = (await sending).postDataJSON() as Record<string, unknown>;
      expect(body).toMatchObject({
        from: 'zhou',
        group: 'river',
        text: '@小蜂 通道堵了',
        voice: true,
        photos: [expect.any(String)],
      });
      expect(await botSays(page).first().textContent()).toContain(body.quoted);
      await botSays(page).nth(1).waitFor();
      expect(await page.locator('.row.mine .photos img').count()).toBe(1);
    });

    it('keeps words that could not be sent and sends them once when asked again', async () => {
      const page = await openPage();
      await page.route('**/simulator/api/messages', (route) => route.abort());
      await bySuggestion(page, '签到');
      await page.getByText('连不上小蜂。').waitFor();
      await page.unroute('**/simulator/api/messages');
      complaints.length = 0;
      await page.getByRole('button', { name: '再发一次' }).click();
      await botSays(page).waitFor();
      expect(await page.locator('.row.mine').count()).toBe(1);
      expect(await page.getByText('没发出去').count()).toBe(0);
    });

    it('asks before it begins anew', async () => {
      const page = await openPage();
      await bySuggestion(page, '签到');
      await botSays(page).waitFor();
      await page.getByRole('button', { name: '重新开始' }).click();
      await page.getByRole('button', { name: '先不' }).click();
      expect(await page.locator('.row').count()).toBe(2);
      await page.getByRole('button', { name: '重新开始' }).click();
      await page.getByRole('button', { name: '清空重来' }).click();
      await page.getByText('好了，从头开始。').waitFor();
      expect(await page.locator('.row').count()).toBe(0);
    });
  },
);
