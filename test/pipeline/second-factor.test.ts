// Commands over a wire that does not sign the words: DingTalk's HTTP mode.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { HOUR_MS, MINUTE_MS } from '../../src/core/clock.ts';
import type { Message } from '../../src/core/message.ts';
import { phrases } from '../../src/core/phrases.ts';
import { secondFactorPhrases } from '../../src/core/phrases-second-factor.ts';
import { SECOND_FACTORS } from '../../src/core/store.ts';
import { openOutgoing } from '../../src/domain/pushes/index.ts';
import { people, person, type RobotBench, robotBench } from '../support/robot-bench.ts';

const NOON = Date.parse('2026-11-22T12:00:00+08:00');
const COMMAND = '通知大家：今晚大风，八点停工';

let robot: RobotBench;
let count = 0;

beforeEach(async () => {
  robot = await robotBench(NOON);
});
afterEach(() => robot.close());

const group = (id: string): Message['conversation'] => ({ kind: 'group', id });
const alone = (from: string): Message['conversation'] => ({ kind: 'direct', id: `dingtalk:${from}` });

interface Over {
  conversation?: Message['conversation'];
  proof?: Message['proof'];
  key?: string;
}

/** Somebody says something over HTTP, or somebody else in his name; what leaves because of it. */
function say(from: string, text: string, over: Over = {}) {
  return hear({
    ...envelope(from, over),
    kind: 'said',
    text,
    spoken: false,
    media: [],
    mentions: [],
    quoted: null,
    location: null,
  });
}

const press = (from: string, button: string, over: Over = {}) =>
  hear({ ...envelope(from, over), kind: 'clicked', card: 'm1-0123456789abcdef', button });

async function hear(message: Message): Promise<{ where: string; text: string }[]> {
  const before = robot.left.length;
  await robot.bot.receiver.receive(message, { waitMs: 0 });
  await robot.bot.settle();
  return robot.left.slice(before).map(({ where, text }) => ({ where, text }));
}

function envelope(from: string, over: Over) {
  count += 1;
  return {
    channel: 'dingtalk' as const,
    key: over.key ?? `dingtalk:test:${count}`,
    conversation: over.conversation ?? group('g1'),
    sender: { account: `dingtalk:${from}`, userId: from, name: null },
    sentAt: robot.clock.at,
    receivedAt: robot.clock.at,
    addressed: true,
    proof: over.proof ?? 'header',
    replyHandles: [
      {
        kind: 'session_webhook' as const,
        url: 'https://oapi.dingtalk.com/robot/sendBySession?session=x',
        expiresAt: robot.clock.at + HOUR_MS,
      },
    ],
  };
}

const codeOf = (said: readonly { text: string }[]): string => /\d{6}/.exec(said.map(({ text }) => text).join())![0];
const other = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
const isRefused = (text: string): boolean => text.includes('认不准');
const notices = () => robot.store.transaction((tx) => tx.notices.since(0, 10));

describe('a command over a wire that does not sign the words', () => {
  it('beside an open draft names what is asked, and the draft stays', async () => {
    await say('li', COMMAND, { conversation: alone('li'), proof: 'message' });
    const asked = await say('li', 'H-0001 办好了', { conversation: alone('li') });
    expect(asked.map(({ text }) => text).join()).toContain('我就去办「处理报来的事」');
    await say('li', '1', { conversation: alone('li'), proof: 'message' });
    expect(await notices()).toHaveLength(1);
  });

  it('that answers an open draft is named by the draft', async () => {
    await say('li', COMMAND, { conversation: alone('li'), proof: 'message' });
    expect((await say('li', '1', { conversation: alone('li') }))[0]!.text).toContain('我就去办「发通知」');
    expect(await notices()).toEqual([]);
  });

  it('beside an open draft is not asked for where nobody needs to prove himself', async () => {
    await say('li', COMMAND, { conversation: alone('li'), proof: 'message' });
    const said = await say('li', '签到', { conversation: alone('li') });
    expect(said.map(({ text }) => text).join()).toContain('签到记下了');
  });

  it('is called what the command is called that a handler keeps for those who prove themselves', async () => {
    expect((await say('li', '超期的有哪些', { conversation: alone('li') }))[0]!.text).toContain('我就去办「看清单」');
    expect((await say('li', 'H-0031 受理', { conversation: alone('li') }))[0]!.text).toContain('「处理报来的事」');
  });

  it('is refused in no handler by words of its own: whoever says that sentence says it by the turn', async () => {
    // Words of a person that read like the refusal are no refusal.
    const said = await say('zhou', phrases.unprovenTitle('发通知'));
    expect(said.map(({ text }) => text).join()).not.toContain('确认是你本人');
  });

  it('waits for a code that went to the person alone, by our own call', async () => {
    const said = await say('li', COMMAND);
    expect(said.map(({ where }) => where).sort()).toEqual(['dingtalk:li', 'g1']);
    expect(said.find(({ where }) => where === 'g1')!.text).toBe(secondFactorPhrases.look);
    const [asked] = robot.left.filter(({ where }) => where === 'dingtalk:li');
    expect(asked!.text).toMatch(
      /^确认是你本人：在这儿回 \d{6}，我就去办「发通知」。不是你发的就不用管。10 分钟内有效。\n你说的是：“通知大家：今晚大风/,
    );
    expect(asked!.handles).toBe(0);
    expect(await notices()).toEqual([]);
  });

  it('is done once the code is said back, and answered there', async () => {
    const code = codeOf(await say('li', COMMAND));
    const shown = await say('li', code, { conversation: alone('li') });
    expect(shown).toHaveLength(1);
    expect(shown[0]!.where).toBe('dingtalk:li');
    expect(shown[0]!.text).toContain('今晚大风，八点停工');
    expect(shown[0]!.text).toContain('1 个群');
    // The yes is a command of its own, for the group in which all this began.
    const again = await say('li', '1', { conversation: alone('li') });
    expect(again.map(({ where }) => where)).toEqual(['dingtalk:li']);
    expect(await notices()).toEqual([]);
    const done = await say('li', codeOf(again), { conversation: alone('li') });
    expect(done.map(({ where }) => where)).toContain('dingtalk:li');
    expect((await notices()).map(({ groups, createdBy }) => [groups, createdBy])).toEqual([[['g1'], 'li']]);
  });

  it('is not done by a code that was said in a group: another one comes to the person alone', async () => {
    for (const where of ['g1', 'g2']) {
      const code = codeOf(await say('li', COMMAND));
      const said = await say('li', `确认 ${code}`, { conversation: group(where) });
      expect(said.find((each) => each.where === where)!.text).toBe(secondFactorPhrases.look);
      const alone1 = said.find((each) => each.where === 'dingtalk:li')!.text;
      expect(alone1).toContain(secondFactorPhrases.shown);
      expect(alone1).toContain('我就去办「发通知」');
      const newer = codeOf([{ text: alone1 }]);
      expect(newer).not.toBe(code);
      expect((await say('li', code, { conversation: alone('li') }))[0]!.text).toMatch(/^这个数不对/);
      expect((await say('li', newer, { conversation: alone('li') }))[0]!.text).toContain('今晚大风');
    }
  });

  it('leaves a group in the dark whether a code was the right one', async () => {
    const code = codeOf(await say('li', COMMAND));
    const wrong = await say('li', other(code));
    expect(wrong).toEqual([{ where: 'g1', text: secondFactorPhrases.look }]);
    const right = await say('li', code);
    expect(right.filter(({ where }) => where === 'g1')).toEqual(wrong);
  });

  it('is not asked about twice in one chat when it was said to us alone', async () => {
    expect((await say('li', COMMAND, { conversation: alone('li') })).map(({ where }) => where)).toEqual(['dingtalk:li']);
  });

  it('is refused as before where nobody can be reached alone', async () => {
    robot.reach = 'never';
    expect(await say('li', COMMAND)).toEqual([{ where: 'g1', text: phrases.unprovenTitle('发通知') }]);
  });

  it('of somebody without the right asks for nothing', async () => {
    expect(await say('zhou', COMMAND)).toEqual([{ where: 'g1', text: phrases.staffOnlyTitle('发通知') }]);
  });

  it('that anybody may give needs no code', async () => {
    expect((await say('li', '签到'))[0]!.text).toContain('签到记下了');
  });

  it('leaves no half of it behind: what else the words asked for waits too', async () => {
    await say('li', '签到，再看看谁报名了');
    expect(await robot.store.transaction((tx) => tx.attendance.list())).toEqual([]);
  });

  it('holds no danger up', async () => {
    const said = await say('li', '着火了！二号仓库着火了，通知大家快跑');
    expect(said.map(({ text }) => text).join()).toContain('119');
    expect(await robot.store.transaction((tx) => tx.tickets.count({}))).toBe(1);
  });

  it('of a button is no other matter', async () => {
    expect(await press('zhou', 'broadcast-notice/agree/1')).toEqual([{ where: 'g1', text: phrases.staffOnlyTitle('发通知') }]);
    const asked = await press('li', 'broadcast-notice/agree/1');
    expect(asked.map(({ text }) => text).join()).toContain('我就去办「发通知」');
    const done = await say('li', codeOf(asked), { conversation: alone('li') });
    expect(done.map(({ where, text }) => [where, isRefused(text)])).toEqual([['dingtalk:li', false]]);
  });

  it('that is doubtful is asked about first; the answer needs the code, and the code stands for both', async () => {
    expect(await say('li', '大家周六来学习')).toEqual([{ where: 'g1', text: phrases.doubtOne('组织活动') }]);
    const asked = await say('li', '1');
    expect(asked.map(({ text }) => text).join()).toContain('我就去办「组织活动」');
    const shown = await say('li', codeOf(asked), { conversation: alone('li') });
    expect(shown.map(({ where, text }) => [where, isRefused(text)])).toEqual([['dingtalk:li', false]]);
  });

  it('over a wire that signs them needs no code', async () => {
    const said = await say('li', COMMAND, { proof: 'message' });
    expect(said.map(({ text }) => text).join()).not.toMatch(/\d{6}/);
  });
});

describe('the code', () => {
  it('works once', async () => {
    const code = codeOf(await say('li', '谁没签到'));
    const first = await say('li', code, { conversation: alone('li') });
    const second = await say('li', code, { conversation: alone('li') });
    expect(second.map(({ text }) => text)).not.toEqual(first.map(({ text }) => text));
    expect(isRefused(second[0]?.text ?? '')).toBe(false);
  });

  it('works for ten minutes', async () => {
    const code = codeOf(await say('li', COMMAND));
    robot.clock.at += 10 * MINUTE_MS + 1;
    expect((await say('li', code, { conversation: alone('li') }))[0]!.text).toBe(secondFactorPhrases.expired);
    expect((await say('li', code, { conversation: alone('li') }))[0]!.text).not.toContain('大风');
  });

  it('works from no other account, and is no code there', async () => {
    const code = codeOf(await say('li', COMMAND));
    for (const from of ['qian', 'zhou'])
      expect((await say(from, code)).map(({ text }) => text).join()).not.toMatch(/大风|还能试/);
    expect((await say('li', code, { conversation: alone('li') }))[0]!.text).toContain('大风');
  });

  it('ends after five wrong tries', async () => {
    const code = codeOf(await say('li', COMMAND));
    const tries = [];
    for (let each = 0; each < 5; each += 1) tries.push((await say('li', other(code), { conversation: alone('li') }))[0]!.text);
    expect(tries).toEqual([4, 3, 2, 1].map(secondFactorPhrases.wrong).concat(secondFactorPhrases.ended));
    expect((await say('li', code, { conversation: alone('li') })).map(({ text }) => text).join()).not.toContain('大风');
  });

  it('of each command carries out that command, in whatever order they come back', async () => {
    const notice = codeOf(await say('li', COMMAND));
    const list = codeOf(await say('li', '谁没签到'));
    const plan = codeOf(await say('li', '组织活动：下周六下午三点学习'));
    robot.clock.at += MINUTE_MS;
    expect(new Set([notice, list, plan]).size).toBe(3);
    expect((await say('li', list, { conversation: alone('li') }))[0]!.text).not.toContain('大风');
    expect((await say('li', notice, { conversation: alone('li') }))[0]!.text).toContain('今晚大风');
    expect((await say('li', plan, { conversation: alone('li') }))[0]!.text).toContain('下周六');
    expect((await say('li', notice, { conversation: alone('li') }))[0]?.text ?? '').not.toContain('今晚大风');
  });

  it('gives way to five newer ones', async () => {
    const codes: string[] = [];
    for (let each = 0; each < 6; each += 1) codes.push(codeOf(await say('li', `通知大家：第${each}条，今晚大风`)));
    const [first = '', second = ''] = codes;
    expect((await say('li', first, { conversation: alone('li') }))[0]!.text).toBe(secondFactorPhrases.wrong(4));
    expect((await say('li', second, { conversation: alone('li') }))[0]!.text).toContain('第1条');
  });

  it('is wiped out of its row when it was not used and another is made', async () => {
    const unused = codeOf(await say('li', COMMAND));
    const rows = async () => {
      const items = await robot.store.transaction((tx) => tx.outbox.list(['ready', 'parked', 'done', 'dropped'], 100));
      return JSON.stringify(items.map(({ body }) => openOutgoing(robot.services.sealer, body)));
    };
    robot.clock.at += 11 * MINUTE_MS;
    expect(await rows()).toContain(unused);
    await say('li', '谁没签到');
    expect(await rows()).not.toContain(unused);
  });

  it('gives only the rights of that moment', async () => {
    const code = codeOf(await say('li', COMMAND));
    await robot.store.transaction((tx) => tx.members.syncRoster([person('li', 'member'), ...people.slice(1)], robot.clock.at));
    expect(await say('li', code, { conversation: alone('li') })).toEqual([
      { where: 'dingtalk:li', text: phrases.staffOnlyTitle('发通知') },
    ]);
    expect(await notices()).toEqual([]);
  });

  it('stands in no log and, once it is over, in no record', async () => {
    const code = codeOf(await say('li', COMMAND));
    const kept = await robot.store.transaction((tx) => tx.collection(SECOND_FACTORS, z.string()).list());
    expect(JSON.stringify(kept)).not.toMatch(new RegExp(`${code}|大风|li"`));
    await say('li', code, { conversation: alone('li') });
    const rows = await robot.store.transaction((tx) =>
      tx.outbox.list(['ready', 'leased', 'parked', 'done', 'dead', 'dropped'], 100),
    );
    expect(JSON.stringify(rows)).not.toContain(code);
    expect(robot.lines.join('\n')).not.toContain(code);
  });
});

describe('whoever forges words in a secretary’s name', () => {
  it('brings about nothing, however often he says it', async () => {
    for (const words of [COMMAND, '1', '确认', '同意发', '谁没签到', '组织活动：周六下午三点学习']) {
      const said = await say('li', words, { key: `dingtalk:test:same${words}` });
      // What he sees of it: the group.
      expect(
        said
          .filter(({ where }) => where === 'g1')
          .map(({ text }) => text)
          .join(),
      ).not.toMatch(/\d{6}|大风/);
    }
    expect(await notices()).toEqual([]);
  });

  it('cannot guess: twenty wrong codes a day end it, whatever he begins anew', async () => {
    let guesses = 0;
    for (let round = 0; round < 12; round += 1) {
      robot.clock.at += MINUTE_MS;
      const said = await say('li', COMMAND);
      const asked = said.find(({ where }) => where === 'dingtalk:li');
      if (!asked) continue;
      for (let each = 0; each < 5; each += 1) {
        await say('li', other(codeOf([asked])), { conversation: alone('li') });
        guesses += 1;
      }
    }
    expect(guesses).toBe(20);
    expect(await say('li', COMMAND)).toEqual([{ where: 'g1', text: phrases.unprovenTitle('发通知') }]);
    expect(await notices()).toEqual([]);
  });

  it('cannot flood the secretary with codes', async () => {
    for (let each = 0; each < 60; each += 1) await say('li', `${COMMAND}${each}`);
    expect(robot.left.filter(({ where }) => where === 'dingtalk:li').length).toBe(20);
  });

  it('gains nothing from a code that was used: the same bytes again are a repeat', async () => {
    const code = codeOf(await say('li', '谁没签到'));
    await say('li', code, { conversation: alone('li'), key: 'dingtalk:test:code' });
    expect(await say('li', code, { conversation: alone('li'), key: 'dingtalk:test:code' })).toEqual([]);
    const swapped = await say('li', COMMAND, { conversation: alone('li') });
    expect(swapped.map(({ text }) => text).join()).toContain('确认是你本人');
    expect(await notices()).toEqual([]);
  });
});
