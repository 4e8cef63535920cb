// Appeals as they are told: what the group hears, what the person hears, what is on record.
import { afterEach, describe, expect, test } from 'vitest';
import { phrases } from '../../src/core/phrases.ts';
import { type AppealBench, type AppealBenchOptions, appealBench } from '../support/appeal-bench.ts';

let open: AppealBench | undefined;
const make = async (options?: AppealBenchOptions) => {
  open = await appealBench(options);
  return open;
};
afterEach(async () => {
  await open?.close();
  open = undefined;
});

describe('an appeal typed in a group', () => {
  test('is heard of in the direct chat alone', async () => {
    const it = await make();
    const told = await it.say('sunwei', '站里乱扣我两百块凭啥', { group: true });
    expect(told.group).toEqual(['收到，我私信你，登记和进展都不在群里说。']);
    expect(told.mentions).toEqual([]);
    expect(told.alone).toEqual(['诉求 A-0001 已登记（罚扣款）。想匿名回 1，不匿名回 2。']);
    expect(told.others).toEqual([]);
  });

  test('is registered without a word of it where nobody can be told alone', async () => {
    const it = await make({ hasDirect: false });
    const told = await it.say('sunwei', '站里乱扣我两百块凭啥', { group: true });
    expect(told.all.map(({ text }) => text)).toEqual(['已私下登记。请私聊我说“我的诉求”接着说。']);
    expect(await it.tickets()).toMatchObject([{ number: 'A-0001', category: 'penalty' }]);
  });
});

describe('its reporter', () => {
  test('stays unknown after a 1, and is asked for the one detail', async () => {
    const it = await make();
    await it.say('sunwei', '站里乱扣我两百块凭啥');
    const answered = await it.say('sunwei', '1');
    expect(answered.alone).toEqual([
      'A-0001 已匿名，只有我知道是你，进展我私信你。\n哪天、什么理由扣的，方便说一句吗？不说也行，回 1 就好。',
    ]);
    const [ticket] = await it.tickets();
    expect(ticket).toMatchObject({ anonymous: true, reporterId: null, group: null });
    const events = await it.eventsOf(ticket!);
    expect(events.map(({ action, by, isReporter }) => [action, by, isReporter])).toEqual([
      ['report', null, true],
      ['make_anonymous', null, true],
    ]);
    expect((await it.say('sunwei', '11号扣的，说我送晚了')).alone).toEqual(['A-0001 补上了。']);
    expect((await it.eventsOf(ticket!)).at(-1)).toMatchObject({
      action: 'supplement',
      by: null,
      note: expect.stringMatching(/^11号扣的.说我送晚了$/),
    });
  });

  test.each([
    ['匿名', true],
    ['要匿名', true],
    ['别让站长知道是我', true],
    ['不匿名', false],
    ['算了不匿名', false],
    ['算了', false],
    ['2', false],
  ])('says %s', async (words, isHidden) => {
    const it = await make();
    await it.say('sunwei', '站里乱扣我两百块凭啥');
    const { alone } = await it.say('sunwei', words);
    expect(alone[0]).toContain(isHidden ? 'A-0001 已匿名' : '好，不匿名');
    expect(await it.tickets()).toMatchObject([{ anonymous: isHidden, reporterId: isHidden ? null : 'sunwei' }]);
  });

  test('may tell more instead of answering, and is asked once again', async () => {
    const it = await make();
    await it.say('sunwei', '站里乱扣我两百块凭啥');
    const told = await it.say('sunwei', '11号扣的，说我送晚了');
    expect(told.alone).toEqual(['A-0001 补上了。想匿名回 1，不匿名回 2。']);
    expect((await it.say('sunwei', '匿名安全吗')).alone).toEqual([
      '匿名后书记也看不到是谁，只有我知道。想匿名回 1，不匿名回 2。',
    ]);
    expect((await it.say('sunwei', '1')).alone[0]).toContain('A-0001 已匿名');
  });

  test('is anonymous from the start where he says so, and hears what comes of it', async () => {
    const it = await make();
    const told = await it.say('zhoudayong', '我要匿名反映，工资拖了两个月没发', { group: true });
    expect(told.group).toEqual(['收到，我私信你，登记和进展都不在群里说。']);
    expect(told.alone).toEqual([
      '诉求 A-0001 已匿名登记（工资），进展我私信你。群里那句大家看得见，介意就撤回。\n哪个月、差多少，方便说一句吗？不说也行，回 1 就好。',
    ]);
    expect(await it.tickets()).toMatchObject([{ anonymous: true, reporterId: null, group: null }]);
    expect((await it.say('zhoudayong', '算了')).alone).toEqual(['好，不说也行，想起来随时跟我说。']);
    await it.say('lishuji', '受理 A-0001');
    const heard = await it.until('2026-11-23T21:00', 'zhoudayong');
    expect(heard.alone.join()).toContain('A-0001');
  });

  test('is not promised what cannot be kept', async () => {
    const it = await make({ hasKey: false });
    const asked = await it.say('sunwei', '匿名反映，工资拖了两个月没发', { group: true });
    expect(asked.group).toEqual(['收到，我私信你，登记和进展都不在群里说。']);
    expect(asked.alone).toEqual(['这会儿做不到匿名，所以还没登记。用真名登记回 1，先不登记回 2。']);
    expect(await it.tickets()).toEqual([]);
    expect((await it.say('sunwei', '2')).alone).toEqual(['好，没有登记。']);
    await it.say('sunwei', '匿名反映，工资拖了两个月没发');
    expect((await it.say('sunwei', '1')).alone[0]).toContain('诉求 A-0001 已登记（工资）。进展我私信你。');
    expect(await it.tickets()).toMatchObject([{ anonymous: false, reporterId: 'sunwei' }]);
  });

  test('may wish it later', async () => {
    const it = await make();
    expect((await it.say('sunwei', '刚才那件改成匿名')).alone).toEqual(['你没有在办的诉求。想匿名反映，直接说是什么事。']);
    await it.say('sunwei', '站里乱扣我两百块凭啥');
    await it.say('sunwei', '2');
    await it.say('sunwei', '1');
    it.clock.at += 3_600_000;
    expect((await it.say('zhoudayong', 'A-0001 匿名')).alone).toEqual(['你名下没有 A-0001。']);
    expect((await it.say('sunwei', 'A-0001 匿名')).alone).toEqual(['A-0001 已匿名，只有我知道是你，进展我私信你。']);
    expect(await it.tickets()).toMatchObject([{ anonymous: true, reporterId: null }]);
  });

  test('adds to the same matter within three days, unknown or not', async () => {
    const it = await make();
    await it.say('sunwei', '匿名反映，工资拖了两个月没发');
    await it.say('sunwei', '算了');
    it.clock.at += 2 * 86_400_000;
    expect((await it.say('sunwei', '公司拖欠工资，这个月又没发')).alone).toEqual(['和 A-0001 是一件事，给你补上了。']);
    it.clock.at += 2 * 86_400_000;
    expect((await it.say('sunwei', '工资又拖了一个月没发')).alone[0]).toContain('A-0002 已登记');
    expect(await it.tickets()).toHaveLength(2);
  });
});

describe('what was known before', () => {
  test('in the group is said', async () => {
    const it = await make();
    await it.say('sunwei', '站里乱扣我两百块凭啥', { group: true });
    const [said] = (await it.say('sunwei', '1')).alone;
    expect(said).toMatch(/^A-0001 已匿名，进展我私信你。群里那句大家看得见，介意就撤回。/);
  });

  test('to who opened its page is said', async () => {
    const it = await make();
    await it.say('sunwei', '站里乱扣我两百块凭啥');
    const [ticket] = await it.tickets();
    const access = { ticketId: ticket!.id, memberId: 'lishuji', at: it.clock.at, what: 'page' };
    await it.store.transaction((tx) => tx.tickets.addAccess(access));
    expect((await it.say('sunwei', '1')).alone[0]).toContain('之前有人看过详情，可能知道是你。');
  });

  test('of his other appeals is said', async () => {
    const it = await make();
    await it.say('sunwei', '站里乱扣我两百块凭啥');
    await it.say('sunwei', '另外反映一下，公司一直不给交社保');
    const { alone } = await it.say('sunwei', '1');
    expect(alone[0]).toMatch(/^A-0002 已匿名，.*A-0001 还是实名的，要匿名就带上编号说。/);
  });
});

describe('while a question of ours is open', () => {
  const questions = [
    ['about the name', []],
    ['about the details', ['2']],
  ] as const;

  test.each(questions)('%s, other things are done and not put down', async (_, answers) => {
    const it = await make();
    await it.say('sunwei', '站里乱扣我两百块凭啥');
    for (const answer of answers) await it.say('sunwei', answer);
    const before = (await it.tickets())[0]!.words;
    expect((await it.say('sunwei', '今天别提醒我')).alone).toEqual(['好，今天不提醒你了，明天照常。']);
    expect((await it.say('sunwei', '我今天的')).alone).toEqual(['今天没有要你办的事。']);
    expect((await it.tickets())[0]!.words).toBe(before);
  });

  test.each(questions)('%s, whoever fears for himself is answered, and nobody hears of it', async (_, answers) => {
    const it = await make();
    await it.say('sunwei', '站里乱扣我两百块凭啥');
    for (const answer of answers) await it.say('sunwei', answer);
    const { alone, others } = await it.say('sunwei', '安全吗？书记知道是我吗');
    expect(alone[0]).toMatch(/书记也看不到是谁|没匿名，办的人看得到是你/);
    expect(others).toEqual([]);
    expect(await it.eventsOf((await it.tickets())[0]!)).toHaveLength(1);
  });

  test.each(questions)('%s, it can be taken back', async (_, answers) => {
    const it = await make();
    await it.say('sunwei', '站里乱扣我两百块凭啥');
    for (const answer of answers) await it.say('sunwei', answer);
    expect((await it.say('sunwei', '撤销')).alone).toEqual(['A-0001 撤了，不用管了。']);
    expect(await it.tickets()).toMatchObject([{ status: 'closed', end: 'withdrawn' }]);
    expect((await it.say('sunwei', '撤销')).alone).toEqual(['刚才那条已经撤过了。']);
  });

  test('the wish may come with the details', async () => {
    const it = await make();
    await it.say('sunwei', '站里乱扣我两百块凭啥');
    await it.say('sunwei', '2');
    expect((await it.say('sunwei', '昨天扣的，工号88321，别写我名字')).alone[0]).toContain('A-0001 已匿名');
    const [ticket] = await it.tickets();
    expect(ticket).toMatchObject({ anonymous: true, reporterId: null });
    const notes = (await it.eventsOf(ticket!)).map(({ note }) => note ?? '').join();
    expect(notes).toContain('昨天扣的');
    expect(notes).not.toMatch(/88321|名字|匿名/);
  });

  test.each(['好像是上周二，说我超时', '没有理由，昨天就扣了', '行车记录仪拍着呢，没超时', '就因为一个差评', '因为社保的事'])(
    '“%s” is a detail',
    async (words) => {
      const it = await make();
      await it.say('sunwei', '站里乱扣我两百块凭啥');
      await it.say('sunwei', '2');
      expect((await it.say('sunwei', words)).alone).toEqual(['A-0001 补上了。']);
    },
  );
});

describe('words that name no matter', () => {
  test('are asked for it, and what comes is the appeal', async () => {
    const it = await make();
    expect((await it.say('sunwei', '我要投诉')).alone).toEqual(['好，什么事？直接说，想匿名就带上“匿名”。不说了回 1。']);
    expect(await it.tickets()).toEqual([]);
    expect((await it.say('sunwei', '今天别提醒我')).alone).toEqual(['好，今天不提醒你了，明天照常。']);
    await it.say('sunwei', '我要投诉');
    expect((await it.say('sunwei', '站长天天骂人，匿名')).alone[0]).toMatch(/^诉求 A-0001 已匿名登记/);
  });

  test('may stay without one', async () => {
    const it = await make();
    await it.say('sunwei', '我要投诉');
    expect((await it.say('sunwei', '算了')).alone).toEqual(['好，没有登记。']);
    expect(await it.tickets()).toEqual([]);
  });
});

describe('something added by its number', () => {
  test('is put down for its reporter alone', async () => {
    const it = await make();
    await it.say('sunwei', '匿名反映，工资拖了两个月没发');
    await it.say('sunwei', '1');
    expect((await it.say('sunwei', 'A-0001 补充：是十月份的，我是孙伟')).alone).toEqual(['A-0001 补上了。']);
    expect((await it.say('sunwei', 'A-0001 补充：是十月份的', { group: true })).group).toEqual(['诉求的事请私聊我说。']);
    const [ticket] = await it.tickets();
    expect((await it.eventsOf(ticket!)).at(-1)).toMatchObject({
      action: 'supplement',
      by: null,
      note: '是十月份的,我是〔某人〕',
    });
    for (const number of ['A-0001', 'A-0009']) {
      expect((await it.say('zhoudayong', `${number} 补充：我也是这样`)).alone).toEqual([`你名下没有 ${number}。`]);
    }
  });

  test('goes to a hazard as well', async () => {
    const it = await make();
    await it.say('sunwei', '东门消防通道被三轮堵了');
    expect((await it.say('sunwei', 'H-0001 补充：靠近公交站')).alone).toEqual(['H-0001 补上了。']);
  });
});

describe('later', () => {
  test.each(['撤回我的诉求', '诉求撤了吧', '我不投诉了'])('“%s” takes it back', async (words) => {
    const it = await make();
    await it.say('sunwei', '匿名反映，工资拖了两个月没发');
    await it.say('sunwei', '1');
    expect((await it.say('sunwei', words)).alone).toEqual(['好，A-0001 撤回了，不办了。']);
    expect((await it.say('sunwei', words)).alone).toEqual(['你没有在办的诉求。']);
  });

  test.each(['还是别让人知道是我', '千万别说是我', '别写我名字'])('“%s” hides it', async (words) => {
    const it = await make();
    await it.say('sunwei', '站里乱扣我两百块凭啥');
    await it.say('sunwei', '2');
    await it.say('sunwei', '1');
    expect((await it.say('sunwei', words)).alone[0]).toContain('A-0001 已匿名');
  });

  test('whoever fears for himself hears how it stands', async () => {
    const it = await make();
    expect((await it.say('sunwei', '匿名安全吗')).alone).toEqual(['想匿名，说“匿名”再说是什么事，书记也看不到是谁。']);
    await it.say('sunwei', '匿名反映，工资拖了两个月没发');
    await it.say('sunwei', '1');
    expect((await it.say('sunwei', '书记会知道是我吗')).alone).toEqual(['A-0001 是匿名的，书记看不到是谁，只有我知道。']);
  });
});

describe('photos', () => {
  const photosOf = async (it: AppealBench) => {
    const [ticket] = await it.tickets();
    return await it.store.transaction((tx) => tx.photos.ofTicket(ticket!.id));
  };

  test('sent with it, after it and with an answer are kept, nine of them', async () => {
    const it = await make();
    const told = await it.say('sunwei', '站里乱扣我两百块凭啥', { photos: 2 });
    expect(told.alone).toEqual(['诉求 A-0001 已登记（罚扣款）。想匿名回 1，不匿名回 2。']);
    expect((await it.say('sunwei', '', { photos: 1 })).alone).toEqual(['A-0001 补上了。']);
    expect(await photosOf(it)).toHaveLength(3);
    await it.say('sunwei', '1');
    it.clock.at += 5 * 60_000;
    await it.say('sunwei', '11号扣的，单子在这', { photos: 9 });
    const photos = await photosOf(it);
    expect(photos).toHaveLength(9);
    expect(photos.every(({ state }) => state === 'kept')).toBe(true);
  });

  test('beyond nine are told of', async () => {
    const it = await make();
    const { alone } = await it.say('sunwei', '站里乱扣我两百块凭啥', { photos: 30 });
    expect(alone.join()).toContain('照片只收前 9 张。');
    expect(await photosOf(it)).toHaveLength(9);
  });
});

describe('the words', () => {
  test('of somebody unknown hold neither his name nor his numbers, sealed or not', async () => {
    const it = await make();
    const words = '匿名反映，我叫孙伟，手机13812345678，站长张大力拖欠工资';
    await it.say('sunwei', words, { name: '孙伟（西门站）' });
    const [ticket] = await it.tickets();
    const original = ticket!.original === null ? '' : it.services.sealer!.open(ticket!.original);
    for (const kept of [ticket!.words, original]) expect(kept).not.toMatch(/孙伟|13812345678/);
  });

  test('of somebody who became unknown still name whom it is about, for who settles it', async () => {
    const it = await make();
    await it.say('sunwei', '我是小孙孙伟，工号88321，电话13812345678，站长张大力乱扣我两百块');
    await it.say('sunwei', '1');
    const [ticket] = await it.tickets();
    expect(ticket!.words).not.toMatch(/小孙|孙伟|88321|13812345678|张大力/);
    expect((await it.say('lishuji', '看原话 A-0001')).alone[0]).toContain('站长张大力乱扣我两百块');
    expect((await it.say('lishuji', '看原话 A-0001')).alone[0]).not.toMatch(/小孙|孙伟|88321|13812345678/);
  });

  test('of despair get the help line first', async () => {
    const it = await make();
    const { alone } = await it.say('sunwei', '站里扣我钱，我不想活了');
    expect(alone.join('\n').startsWith(phrases.despair)).toBe(true);
  });

  test('about how somebody else lives are not taken', async () => {
    const it = await make();
    const told = await it.say('sunwei', '匿名反映队长跟女同事好上了，大家都在传');
    const settled = told.alone.join().includes('回 1') ? await it.say('sunwei', '1') : told;
    expect(settled.alone.join()).toContain('不登记');
    expect(await it.tickets()).toEqual([]);
  });
});
