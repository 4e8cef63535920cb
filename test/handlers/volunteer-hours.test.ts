import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { asksForHours, asksForWaitingHours, hoursAnswerIn } from '../../src/domain/words/volunteer-hours.ts';
import { type PointTalk, pointTalk, secondSecretary } from '../support/point-talk.ts';

let talk: PointTalk;
beforeEach(async () => {
  talk = await pointTalk();
});
afterEach(() => talk.close());

const ASKED = '老周11月23日（周一）报了 6 小时志愿服务，当天超过 4 小时的 2 小时请你确认（工时 1）。';

describe('hours of service', () => {
  it('are kept beside the points', async () => {
    expect(await talk.ask('zhou', '我存了多少小时')).toBe('你还没有存下志愿服务。做了跟我说“志愿服务 2 小时”就行。');
    await talk.ask('zhou', '志愿服务2个半小时');
    expect(await talk.ask('zhou', '我存了多少小时')).toBe('你存了 2.5 小时志愿服务。\n今天 2.5 小时');
    await talk.ask('zhou', '撤销');
    expect(await talk.ask('zhou', '时间银行')).toBe('你存了 0 小时志愿服务。\n今天 -2.5 小时（撤回）\n今天 2.5 小时');
  });

  it('above the limit wait, and say so', async () => {
    await talk.ask('guest', '志愿服务6小时');
    expect(await talk.ask('guest', '我存了多少小时')).toBe('你存了 4 小时志愿服务。另有 2 小时等确认。\n今天 4 小时');
    expect(await talk.ask('guest', '我多少分')).toContain('你有 8 分。志愿服务存了 4 小时。另有 2 小时等确认。');
  });

  test.each(['志愿服务25小时', '志愿服务0小时', '志愿服务 -0.5 小时', '志愿服务1000小时'])('“%s” are not kept', async (words) => {
    await talk.ask('zhou', words);
    expect((await talk.world.state()).attendance).toEqual([]);
    expect(await talk.ledger()).toEqual([]);
  });
});

describe('hours that wait', () => {
  it('are put to the secretary once, within the hour, in office hours', async () => {
    await talk.ask('zhou', '志愿服务6小时');
    const asked = await talk.until('2026-11-23T11:10');
    expect(asked.map(({ to, text, buttons }) => ({ to, text, buttons: buttons.map(({ label }) => label) }))).toEqual([
      { to: { member: 'li' }, text: `${ASKED}\n回“工时1 确认”或“工时1 不对”。`, buttons: ['确认', '不对'] },
    ]);
    expect(await talk.until('2026-11-30T12:00')).toEqual([]);
  });

  it('of an evening wait for the morning', async () => {
    await talk.until('2026-11-23T18:30');
    await talk.ask('zhou', '志愿服务6小时');
    expect(await talk.until('2026-11-24T08:59')).toEqual([]);
    expect(await talk.until('2026-11-24T09:30')).toHaveLength(1);
  });

  it('of several come in one message', async () => {
    await talk.ask('zhou', '志愿服务6小时');
    await talk.ask('wang', '志愿服务5小时');
    const [asked, ...more] = await talk.until('2026-11-23T11:10');
    expect(asked?.text.split('\n')).toEqual([
      ASKED,
      '老王11月23日（周一）报了 5 小时志愿服务，当天超过 4 小时的 1 小时请你确认（工时 2）。',
      '回“工时 号 确认”或“工时 号 不对”。',
    ]);
    expect([asked?.buttons, more]).toEqual([[], []]);
  });

  it('count once they are confirmed, and the person is told alone', async () => {
    await talk.ask('zhou', '志愿服务6小时');
    const [asked] = await talk.until('2026-11-23T11:10');
    expect(await talk.press('li', asked!, 1)).toBe('好，老周的 2 小时算上了，我告诉本人。');
    expect(await talk.press('li', asked!, 2)).toBe('没有在等的工时 1：定过了、本人撤了，或者号不对。');
    expect(await talk.ledger()).toEqual(['zhou 8 volunteer_hour attendance:1', 'zhou 4 volunteer_hour attendance:1/confirmed']);
    const told = await talk.until('2026-11-23T13:00');
    expect(told.map(({ to, text }) => ({ to, text }))).toEqual([
      { to: { member: 'zhou' }, text: '你11月23日（周一）志愿服务多出的 2 小时确认了，加 4 分。' },
    ]);
    expect(await talk.ask('zhou', '我存了多少小时')).toContain('你存了 6 小时志愿服务。\n');
  });

  it('are left out where they were none, and what counted stays', async () => {
    await talk.ask('zhou', '志愿服务6小时');
    expect(await talk.ask('li', '工时1 不对')).toBe('好，老周的 2 小时不算，我告诉本人。前面的照算。');
    const [told] = await talk.until('2026-11-23T13:00');
    expect(told?.text).toBe('你11月23日（周一）志愿服务多出的 2 小时没算上，前面的照算。有出入跟李书记说一声。');
    expect(await talk.ask('zhou', '我存了多少小时')).toBe('你存了 4 小时志愿服务。\n今天 4 小时');
  });

  it('are gone when the person takes them back, and nobody is asked', async () => {
    await talk.ask('zhou', '志愿服务6小时');
    await talk.ask('zhou', '撤销');
    expect(await talk.until('2026-11-24T12:00')).toEqual([]);
    expect(await talk.ask('li', '工时 1 确认')).toContain('没有在等的工时');
    expect(await talk.ledger()).toHaveLength(2);
  });

  it('are for those who decide, and nobody decides about his own', async () => {
    await talk.close();
    talk = await pointTalk({}, [secondSecretary]);
    await talk.ask('li', '志愿服务6小时');
    expect((await talk.until('2026-11-23T11:10')).map(({ to }) => to)).toEqual([{ member: 'chen' }]);
    expect(await talk.ask('li', '工时 1 确认')).toBe('自己的工时请别人来定。');
    expect(await talk.ask('wang', '工时 1 确认')).toBe('工时 1 不归你定，有事跟书记说。');
    expect(await talk.ask('wang', '待确认工时')).toBe('没有等你确认的工时。');
    expect(await talk.ask('wang', '工时 -1 确认')).toBe('没有工时 -1。说“待确认工时”看都有哪些。');
    expect(await talk.ask('chen', '待确认工时')).toContain('李书记11月23日（周一）报了 6 小时');
    expect(await talk.ask('chen', '工时 1 确认')).toContain('算上了');
  });

  it('are listed to the secretary alone', async () => {
    await talk.ask('zhou', '志愿服务6小时');
    expect(await talk.askInGroup('li', '待确认工时')).toEqual({
      group: '@李书记 我私信你。',
      alone: `${ASKED}\n回“工时 号 确认”或“工时 号 不对”。`,
    });
    const { group } = await talk.askInGroup('li', '工时1 确认');
    expect(group).toBe('@李书记 我私信你。');
  });
});

describe('words of hours', () => {
  test.each([
    '我存了多少小时',
    '我攒了几个小时了',
    '时间银行',
    '时间银行里有多少小时',
    '志愿时长多少',
    '我的志愿服务时长',
    '我做了几个小时志愿服务',
    '查一下我的义工时长',
    '俺志愿服务一共几个钟头',
    '看看我的服务时长明细',
  ])('“%s” asks for them', (words) => {
    expect(asksForHours(words)).toBe(true);
  });

  test.each([
    '志愿服务2小时',
    '做了三个小时志愿服务',
    '电池攒够几个小时',
    '今天干了多少小时啊累死了',
    '我做了两小时义工',
    '银行几点关门',
    '服务区有多少',
    '站里服务态度差',
    '工作多少小时算加班',
    '志愿服务几个小时起步',
  ])('“%s” does not', (words) => {
    expect(asksForHours(words)).toBe(false);
  });

  test.each(['待确认工时', '有没有要我确认的工时', '没确认的时长有哪些', '工时待确认'])('“%s” asks what waits', (words) => {
    expect(asksForWaitingHours(words)).toBe(true);
  });

  test.each([
    ['工时7确认', true],
    ['工时 7 号 属实', true],
    ['确认工时7', true],
    ['工时七 没问题', true],
    ['工时7不对', false],
    ['工时7 没这么多', false],
    ['不确认 工时7', false],
  ])('“%s” answers %s', (words, isRight) => {
    expect(hoursAnswerIn(words)).toEqual({ id: { kind: 'whole', value: 7 }, isRight });
  });

  test.each(['确认', '工时怎么算', '工时 7', '工时不对', '工时 7 小时', '确认收到'])('“%s” answers nothing', (words) => {
    expect(hoursAnswerIn(words)).toBeNull();
  });
});

test.each(['服务几小时', '服务多长时间', '志愿服务几小时'])('“%s” asks how long something takes', (words) => {
  expect(asksForHours(words)).toBe(false);
});

describe('hours told wrongly', () => {
  it('are made right while they are fresh: the report is taken back with its points, and made anew', async () => {
    expect(await talk.ask('zhou', '志愿服务9小时')).toBe('志愿服务 9 小时记下了，其中 5 小时等确认。');
    expect(await talk.ask('zhou', '不对 是3小时')).toBe('改好了，志愿服务 9 小时改成 3 小时。');
    expect(await talk.ask('zhou', '时间银行')).toContain('你存了 3 小时志愿服务。\n');
    expect(await talk.ledger()).toEqual([
      'zhou 8 volunteer_hour attendance:1',
      'zhou -8 volunteer_hour attendance:1',
      'zhou 6 volunteer_hour attendance:2',
    ]);
    expect(await talk.ask('zhou', '待确认工时')).toBe('没有等你确认的工时。');
  });

  it('stand when what is said instead cannot be', async () => {
    await talk.ask('zhou', '昨天志愿服务3小时');
    expect(await talk.ask('zhou', '不对，是30小时')).toBe('30 小时对不上，一天最多 24 小时。还是记 3 小时。');
    expect(await talk.ask('zhou', '不对，是3小时')).toBe('记的就是 3 小时，不用改。');
    expect(await talk.ask('zhou', '说错了 应该是2小时')).toBe('改好了，志愿服务 3 小时改成 2 小时。');
    expect(await talk.ask('zhou', '时间银行')).toContain('昨天 2 小时');
  });

  it('are another matter an hour later, and of who told of none', async () => {
    expect(await talk.ask('wang', '不对，是3小时')).not.toContain('改');
    await talk.ask('zhou', '志愿服务4小时');
    await talk.until('2026-11-23T11:30');
    expect(await talk.ask('zhou', '不对，是3小时')).not.toContain('改');
    expect(await talk.ledger()).toHaveLength(1);
  });
});

describe('hours named as those told before', () => {
  it('are made right, not added', async () => {
    await talk.ask('zhou', '志愿服务2小时');
    expect(await talk.ask('zhou', '刚才志愿是3小时')).toBe('改好了，志愿服务 2 小时改成 3 小时。');
    expect(await talk.ledger()).toEqual([
      'zhou 4 volunteer_hour attendance:1',
      'zhou -4 volunteer_hour attendance:1',
      'zhou 6 volunteer_hour attendance:2',
    ]);
  });

  it('of yesterday may be right or more: one question settles it', async () => {
    await talk.ask('zhou', '昨天志愿服务2小时');
    expect(await talk.ask('zhou', '昨天志愿是1小时')).toBe('昨天记的是 2 小时。改成 1 小时，还是又做了 1 小时？回 1 或 2。');
    expect(await talk.ask('zhou', '1')).toBe('改好了，志愿服务 2 小时改成 1 小时。');
    await talk.ask('wang', '昨天志愿服务2小时');
    await talk.ask('wang', '昨天志愿是1小时');
    expect(await talk.ask('wang', '2')).toBe('昨天的志愿服务 1 小时也记下了。');
  });

  it('told of today were yesterday’s', async () => {
    await talk.ask('zhou', '志愿服务2小时');
    expect(await talk.ask('zhou', '早上那个志愿2小时不是今天，是昨天')).toBe('改好了，志愿服务 2 小时记到昨天。');
    expect(await talk.ask('zhou', '时间银行')).toContain('昨天 2 小时');
  });

  it('of which none were told stand for a report, or for nothing', async () => {
    expect(await talk.ask('zhou', '刚才志愿是3小时')).not.toContain('改');
    expect(await talk.ask('wang', '志愿不是今天，是昨天')).not.toContain('改');
  });
});

describe('the day of service', () => {
  it.each(['11月5号志愿服务8小时', '周六志愿服务3小时'])('too long ago is not taken for today: “%s”', async (words) => {
    expect(await talk.ask('zhou', words)).toBe('只能补记一天以内的，更早的请找书记。');
    expect(await talk.ledger()).toEqual([]);
  });

  it('may be said by its date, and is kept while the hours are asked for', async () => {
    expect(await talk.ask('zhou', '22号志愿服务2小时')).toBe('昨天的志愿服务 2 小时记下了。');
    await talk.ask('wang', '11月22号做了义工');
    expect(await talk.ask('wang', '3')).toBe('昨天的志愿服务 3 小时记下了。');
    expect(await talk.ask('liu', '11月25号志愿服务3小时')).toBe('还没到时间，到了再跟我说。');
    expect(await talk.ask('liu', '在3号楼志愿服务2小时')).toBe('志愿服务 2 小时记下了。');
  });
});

test('hours that wait may be answered by name', async () => {
  await talk.ask('zhou', '志愿服务6小时');
  expect(await talk.ask('wang', '老周的工时确认')).not.toContain('算上');
  expect(await talk.ask('li', '老周的工时确认')).toBe('好，老周的 2 小时算上了，我告诉本人。');
});

test('stored hours are good for points', async () => {
  expect(await talk.ask('zhou', '志愿时长能换啥')).toBe('做一小时记 2 分，换东西用积分，说“有什么能换的”。时长留着作记录。');
});
