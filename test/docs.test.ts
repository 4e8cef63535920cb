// The pages for whoever sets the bot up are kept true. That their links and scripts exist is tested with the manual's (readme.test.ts).
import { describe, expect, it } from 'vitest';
import { handlers } from '../handlers/index.ts';
import { sayFault } from '../src/cli/text-faults.ts';
import { linkedText, platformText } from '../src/cli/text-platforms.ts';
import { readConfig, type SettingName, settingNames } from '../src/config.ts';
import { branchSchema } from '../src/core/branch.ts';
import { faultCodes } from '../src/core/fault.ts';
import { createReader } from '../src/understanding/index.ts';
import { calendar } from './support/calendar.ts';
import { filesUnder, readProjectFile } from './support/source.ts';

const PAGES = filesUnder('docs').filter((path) => path.endsWith('.md'));
const wecom = readProjectFile('docs/wecom.md');
const dingtalk = readProjectFile('docs/dingtalk.md');

const blocks = (page: string, language: string) =>
  [...page.matchAll(new RegExp(`^ *\`\`\`${language}\\n([\\s\\S]*?)^ *\`\`\``, 'gm'))].map((match) => match[1] ?? '');
const isSetting = (name: string): name is SettingName => settingNames.some((known) => known === name);

describe('the pages for setting up', () => {
  it.each(PAGES)('name only settings that exist in %s', (path) => {
    const named = readProjectFile(path).match(/\b[A-Z]{2,}(?:_[A-Z]+)+\b/g) ?? [];
    expect(named.filter((name) => !isSetting(name))).toEqual([]);
  });

  it('give settings that are whole, as soon as the real values stand in them', () => {
    const values: Record<string, string> = { WECOM_APP_AGENT_ID: '1000002', PUBLIC_URL: 'https://bot.example.com' };
    const aesKey = 'Z3pWq8Lk5TnXv1RbJc7MdGy2FhSu9AeKo4CiVt6BrQ0';
    const shown = [wecom, dingtalk].flatMap((page) => blocks(page, 'ini'));
    expect(shown).toHaveLength(4);
    for (const block of shown) {
      const names = [...block.matchAll(/^ *([A-Z_]+)=/gm)].map((match) => match[1] ?? '');
      const env = Object.fromEntries(names.map((name) => [name, values[name] ?? (name.endsWith('AES_KEY') ? aesKey : 'x1')]));
      expect(readConfig(env).warnings).toEqual([]);
    }
  });

  it.each([
    ['wecom', wecom],
    ['dingtalk', dingtalk],
  ])('give lines of branch.json that are taken for %s', (channel, page) => {
    const shown = blocks(page, 'json').map((block) => branchSchema.parse(JSON.parse(block)));
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.flatMap(({ groups }) => groups).map((group) => group.channel)).toEqual(shown.map(() => channel));
    expect(shown.at(-1)?.groups[0]?.webhook?.key).toMatch(/^0[0-]+$/);
  });

  it('quote the screen and the doctor as they speak', () => {
    const said = [
      ...Object.values(linkedText),
      ...Object.values(platformText).filter((each) => typeof each === 'string'),
      ...faultCodes.map((code) => sayFault({ code, subject: null }).say),
    ].join('\n');
    for (const page of [wecom, dingtalk]) {
      const quoted = [...page.matchAll(/(?:看到|出现|会说)“([^”]+)”/g)].map((match) => match[1] ?? '');
      expect(quoted.length).toBeGreaterThan(2);
      expect(quoted.filter((words) => !said.includes(words))).toEqual([]);
    }
  });
});

describe('the sheet for couriers', () => {
  const sheet = readProjectFile('docs/courier-card.html');
  const text = readProjectFile('docs/courier-card.md');
  const phrases = [...sheet.matchAll(/<tr><td>([^<]+)</g)].flatMap(([, cell = '']) => cell.replace(/（.*?）/g, '').split('／'));

  it('says the same in both shapes', () => {
    expect(phrases.length).toBeGreaterThanOrEqual(8);
    const cells = (of: string) => of.replace(/<[^>]+>|[|*#\s]/g, '');
    for (const cell of sheet.match(/(?<=<td>)[^<]+|(?<=<b>)\d{3}/g) ?? []) expect(cells(text)).toContain(cells(cell));
  });

  it('holds nothing that is heard as something else, or not at all', () => {
    const understand = createReader({ calendar });
    const now = Date.parse('2026-11-23T20:00:00+08:00');
    const context = { now, role: 'member', activities: [], quoted: null, hasPhoto: false, tickets: [] } as const;
    const commands = handlers.flatMap((handler) => Object.values(handler.commands ?? {}));
    const isHeard = (words: string) =>
      commands.some((command) => command.hears(words) !== null) ||
      understand(words, context).every(({ intent }) => intent !== 'smalltalk');
    expect([...phrases, '说错了', '今天别提醒我', '帮助'].filter((words) => !isHeard(words))).toEqual([]);
  });

  it('names the four numbers first, and needs nothing from elsewhere', () => {
    expect([...sheet.matchAll(/\b1[12]\d\b/g)].map(([number]) => number).slice(0, 4)).toEqual(['119', '120', '110', '122']);
    expect(sheet).not.toMatch(/<script|<link|src=|url\(|https?:/);
  });
});
