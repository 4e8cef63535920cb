import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { type Dialogue, dialogue } from '../support/dialogue.ts';
import { about, everyDay, patrolWorld } from '../support/patrol-talk.ts';

let talk: Dialogue;
beforeEach(async () => {
  talk = await dialogue();
});
afterEach(() => talk.close());

/** A Monday unless said otherwise. */
const open = async (patrols: unknown[] = [], now = '2026-11-23T10:00') => await talk.world.reset(patrolWorld(now, patrols));

describe('the roster', () => {
  it('is the settings’, until somebody says otherwise', async () => {
    await open([everyDay('morning', 'zhou'), { half: 'evening', weekdays: [1], people: ['wang', 'liu'] }]);
    expect(await talk.say('wang', '今天谁巡查')).toEqual(['今天早巡：老周\n今天晚巡：老王、小刘']);
    expect(await talk.say('guest', '@小蜂 明晚谁巡', { group: 'g1' })).toEqual(['@新来的 明天晚巡：没排']);
    const [week] = await talk.say('li', '这周巡查表');
    expect(week).toContain('11月23日（周一） 早：老周 晚：老王、小刘');
    expect(week?.split('\n')).toHaveLength(8);
  });

  it('is arranged for a day, for a week and for every week', async () => {
    await open([everyDay('morning', 'zhou')]);
    expect(await talk.say('li', '明早老王巡查')).toEqual(['好，明天早巡：老王。没空的跟我说一声就行。']);
    expect(await talk.say('li', '安排老王这周晚巡')).toEqual(['好，这 7 天晚巡：老王。没空的跟我说一声就行。']);
    expect(await talk.say('li', '以后周一早巡老周和小刘')).toEqual(['好，以后每周一早巡：老周、小刘。']);
    expect(await talk.say('zhou', '明天谁巡查')).toEqual(['明天早巡：老王\n明天晚巡：老王']);
    expect(await talk.say('zhou', '下周一早上谁巡查')).toEqual(['下周一早巡：老周、小刘']);
    expect(await talk.say('zhou', '后天早上谁巡')).toEqual(['后天早巡：老周']);
    await talk.say('li', '以后周一早巡不用排了');
    expect(await talk.say('zhou', '下周一早上谁巡查')).toEqual(['下周一早巡：没排']);
  });

  it('asks which half where none was named', async () => {
    await open();
    expect(await talk.say('li', '明天老周巡查')).toEqual(['明天老周早巡还是晚巡？回 1 早巡，回 2 晚巡，回 3 都巡。']);
    expect(await talk.say('li', '2')).toEqual(['好，明天晚巡：老周。没空的跟我说一声就行。']);
    expect(await talk.say('wang', '明天我来巡')).toEqual(['明天早巡还是晚巡？回 1 早巡，回 2 晚巡，回 3 都去。']);
    expect(await talk.say('wang', '1')).toEqual(['好，明天早巡有你。临时没空说一声就行。']);
    expect(await talk.say('wang', '明天谁巡查')).toEqual(['明天早巡：老王\n明天晚巡：老周']);
  });

  it('tells whoever is put on it once, in his own hours, and whoever is not any more', async () => {
    await open([everyDay('evening', 'zhou')]);
    await talk.say('li', '明晚小刘巡查', { messageId: 'm1' });
    await talk.say('li', '明晚小刘巡查', { messageId: 'm1' });
    const told = about(await talk.until('2026-11-23T19:00'));
    expect(told).toEqual(['11月24日（周二）晚巡换人了，你不用去了。', '李书记排你11月24日（周二）晚巡。没空就说“我巡不了”。']);
  });

  it('called off, tells whoever was to go', async () => {
    await open([everyDay('evening', 'zhou')]);
    expect(await talk.say('li', '取消明晚巡查')).toEqual(['好，明天晚巡取消了。']);
    expect(about(await talk.until('2026-11-23T13:00'))).toEqual(['11月24日（周二）晚巡取消了，你不用去了。']);
    expect(await talk.say('zhou', '明晚谁巡')).toEqual(['明天晚巡：没排']);
  });

  it('does not take somebody nobody knows, nor orders of who has no say', async () => {
    await open([everyDay('morning', 'zhou')]);
    expect(await talk.say('li', '明早王姐巡查')).toEqual(['名册里没有叫“王姐”的人，没有改。']);
    await talk.say('zhou', '明早老王巡查');
    expect(await talk.say('zhou', '明早谁巡查')).toEqual(['明天早巡：老周']);
    expect(await talk.say('li', '今早老王巡查')).toEqual(['好，今天早巡：老王。没空的跟我说一声就行。']);
  });

  it('is open to guests', async () => {
    await open();
    expect(await talk.say('guest', '明早我来巡')).toEqual(['好，明天早巡有你。临时没空说一声就行。']);
    expect(await talk.say('guest', '明早我来巡')).toEqual(['明天早巡本来就有你，记着呢。']);
    expect(await talk.say('guest', '我什么时候巡查')).toEqual(['明天早巡轮到你。没空就说“我巡不了”，不用说原因。']);
  });
});

describe('handing it back', () => {
  it('is a full answer, told to the secretary once, in office hours', async () => {
    await open([everyDay('morning', 'zhou')]);
    expect(await talk.say('zhou', '我明天巡不了')).toEqual(['好，明天早巡不用管了，我跟书记说一声。']);
    expect(await talk.until('2026-11-23T10:05')).toEqual(['老周11月24日（周二）早巡来不了。要换人就说“周二早巡换”加名字。']);
    expect(await talk.say('zhou', '我明天巡不了')).toEqual(['那天没排你巡查，放心忙。']);
    expect(about(await talk.until('2026-11-24T13:00'))).toEqual([]);
    expect(await talk.say('li', '今天早上谁巡查')).toEqual(['今天早巡：没排']);
  });

  it('late at night waits for the office, and is not told at all when that is too late', async () => {
    await open([everyDay('morning', 'zhou'), everyDay('evening', 'zhou')], '2026-11-23T21:40');
    expect(await talk.say('zhou', '明早我巡不了')).toEqual(['好，明天早巡不用管了，我跟书记说一声。']);
    expect(await talk.say('zhou', '今晚巡查去不了')).toEqual(['好，今天晚巡不用管了。这会儿不打扰书记，要紧的话你跟他说一声。']);
    expect(about(await talk.until('2026-11-24T08:59'))).toEqual([]);
    expect(about(await talk.until('2026-11-24T09:30'))).toEqual([
      '老周11月24日（周二）早巡来不了。要换人就说“周二早巡换”加名字。',
    ]);
  });

  it('taken on by another, the secretary need look for nobody', async () => {
    await open([everyDay('morning', 'zhou')]);
    await talk.say('zhou', '我明天巡不了');
    await talk.until('2026-11-23T10:05');
    expect(await talk.say('wang', '明早我来巡')).toEqual([
      '好，明天早巡有你。临时没空说一声就行。',
      '11月24日（周二）早巡老王来巡，不用再找人了。',
    ]);
  });

  it('taken back at once, she hears nothing of it', async () => {
    await open([everyDay('morning', 'zhou')]);
    await talk.say('zhou', '我明天巡不了');
    expect(await talk.say('zhou', '明早我来巡')).toEqual(['好，明天早巡有你。临时没空说一声就行。']);
    expect(about(await talk.until('2026-11-23T12:00'))).toEqual([]);
  });

  it('of two, she hears of the one that nobody has taken on', async () => {
    await open([everyDay('morning', 'zhou'), everyDay('evening', 'zhou')]);
    await talk.say('zhou', '我明天巡不了');
    await talk.say('wang', '明早我来巡');
    expect(about(await talk.until('2026-11-23T12:00'))).toEqual([
      '老周11月24日（周二）早巡和晚巡来不了。要换人就说“周二早巡换”加名字。',
      '11月24日（周二）早巡老王来巡，不用再找人了。',
    ]);
  });

  it('of what is not his changes nothing', async () => {
    await open([everyDay('morning', 'zhou')]);
    expect(await talk.say('wang', '我明天巡不了')).toEqual(['那天没排你巡查，放心忙。']);
    expect(await talk.say('wang', '我今天要巡查吗')).toEqual(['那天没排你巡查，放心忙。']);
  });
});

describe('the reminder', () => {
  it('of a courier’s morning comes the evening before, of his evening when he is free; both at one instant are one', async () => {
    await open([everyDay('morning', 'zhou'), everyDay('evening', 'zhou')], '2026-11-23T06:00');
    expect(about(await talk.until('2026-11-23T19:59'))).toEqual([]);
    expect(about(await talk.until('2026-11-23T21:59'))).toEqual(['今天晚巡、明天早巡轮到你。没空就回“没空”，不用说原因。']);
    expect(about(await talk.until('2026-11-24T19:00'))).toEqual([]);
  });

  it('keeps everybody’s own hours', async () => {
    await open([everyDay('morning', 'chen', 'liu')], '2026-11-23T06:00');
    expect(about(await talk.until('2026-11-23T09:59'))).toEqual([]);
    expect(about(await talk.until('2026-11-23T20:00'))).toEqual(['今天早巡轮到你。没空就回“没空”，不用说原因。']);
    expect(about(await talk.until('2026-11-23T20:59'))).toEqual([]);
    expect(about(await talk.until('2026-11-23T21:10'))).toEqual(['明天早巡轮到你。没空就回“没空”，不用说原因。']);
  });

  it('does not come to who has patrolled, nor to who wants to be left alone', async () => {
    await open([everyDay('evening', 'zhou', 'wang')], '2026-11-23T18:00');
    await talk.say('zhou', '晚巡查完了 都正常');
    await talk.say('wang', '今天别提醒我');
    expect(about(await talk.until('2026-11-23T22:00'))).toEqual([]);
  });

  it('is answered by “没空” alone, and nobody is asked again', async () => {
    await open([everyDay('evening', 'zhou')], '2026-11-23T18:00');
    await talk.until('2026-11-23T20:20');
    const [said] = await talk.say('zhou', '没空');
    expect(said).toBe('好，今天晚巡不用管了。这会儿不打扰书记，要紧的话你跟他说一声。');
    expect(await talk.say('zhou', '今晚谁巡查')).toEqual(['今天晚巡：没排']);
    expect(about(await talk.until('2026-11-24T09:00'))).toEqual([]);
    expect((await talk.say('zhou', '没空'))[0]).not.toContain('巡');
  });

  it('has a button for it, which pressed twice does it once', async () => {
    await open([everyDay('morning', 'zhou')], '2026-11-23T18:00');
    await talk.until('2026-11-23T20:20');
    expect(await talk.press('zhou', 1)).toEqual(['好，明天早巡不用管了，我跟书记说一声。']);
  });

  it('does not follow on the heels of having been told', async () => {
    await open([], '2026-11-23T15:00');
    await talk.say('li', '明早老周巡查');
    expect(about(await talk.until('2026-11-23T21:59'))).toEqual(['李书记排你11月24日（周二）早巡。没空就说“我巡不了”。']);
    expect(about(await talk.until('2026-11-24T19:00'))).toEqual([]);
  });

  it('comes to who was put on the roster the same day', async () => {
    await open([], '2026-11-23T10:00');
    await talk.say('li', '这周晚巡老周');
    const said = about(await talk.until('2026-11-23T21:59'));
    expect(said).toHaveLength(2);
    expect(said[1]).toBe('今天晚巡轮到你。没空就回“没空”，不用说原因。');
    expect(about(await talk.until('2026-11-24T21:59'))).toEqual(['今天晚巡轮到你。没空就回“没空”，不用说原因。']);
  });
});

describe('who cannot', () => {
  it('is let off the day he names, not the one he was reminded of', async () => {
    await open([everyDay('morning', 'zhou')]);
    await talk.until('2026-11-24T10:00');
    expect(await talk.say('zhou', '明早我巡不了')).toEqual(['好，明天早巡不用管了，我跟书记说一声。']);
    expect(await talk.say('zhou', '后天早上没空')).toEqual(['好，后天早巡不用管了，我跟书记说一声。']);
  });

  it('is asked before he has heard of it from us, and hears no more of it then', async () => {
    await open();
    await talk.say('li', '周四早巡老周');
    expect(await talk.say('zhou', '没空')).toEqual(['周四早巡轮到你，是这趟没空吗？回 1 没空，回 2 能去。']);
    expect(await talk.say('zhou', '1')).toContain('好，周四早巡不用管了，我跟书记说一声。');
    expect(about(await talk.until('2026-11-23T20:00')).join()).not.toContain('排你');
    expect(await talk.say('wang', '没空')).toEqual(['好，知道了。']);
  });

  it('says which of several', async () => {
    await open([everyDay('evening', 'zhou')], '2026-11-28T10:00');
    const [asked] = await talk.say('zhou', '取消吧不巡了');
    expect(asked).toContain('哪趟没空？回数字：\n1. 今天晚巡\n2. 明天晚巡');
    expect(await talk.say('zhou', '2')).toEqual(['好，明天晚巡不用管了，我跟书记说一声。']);
    expect(await talk.say('wang', '明晚谁巡')).toEqual(['明天晚巡：没排']);
  });

  it('and names another puts it to the secretary', async () => {
    await open([everyDay('morning', 'zhou')]);
    expect(await talk.say('zhou', '周五我有事儿，跟老王换换')).toEqual([
      '好，周五早巡想换老王，我跟书记说，他改了才算。先跟老王讲好。',
    ]);
    expect(about(await talk.until('2026-11-23T10:05')).join()).toContain(
      '老周想把11月27日（周五）早巡换给老王。同意就说“周五早巡老周换成老王”。',
    );
    expect(await talk.say('li', '周五早巡老周换成老王')).toEqual(['好，周五早巡老周换成老王。现在是：老王。']);
    expect(await talk.say('zhou', '我跟老王换班')).toEqual(['换哪趟？带上哪天再说一次，比如“周五早巡跟老周换”。']);
    expect(await talk.say('wang', '周六早上我替他')).toEqual(['要替就说“周六早上我来巡”，原来那位跟我说“巡不了”就换好了。']);
  });

  it('is off it, whoever goes instead', async () => {
    await open([everyDay('morning', 'zhou')]);
    await talk.say('zhou', '周四早上我巡不了，让老王替我');
    expect(about(await talk.until('2026-11-23T10:05')).join()).toContain(
      '老周11月26日（周四）早巡来不了，想换老王。同意就说“周四早巡加老王”。',
    );
    expect(await talk.say('li', '周四早巡加老王')).toEqual(['好，周四早巡加上老王。现在是：老王。']);
  });

  it('is not somebody who speaks of other things', async () => {
    await open([everyDay('morning', 'zhou')]);
    for (const words of ['我跟老王换电池', '周六早上我替他送货', '我和老婆换']) {
      expect((await talk.say('zhou', words)).join()).not.toMatch(/巡|书记/);
    }
  });
});

describe('answers', () => {
  it('who says he will go is thanked', async () => {
    await open([everyDay('evening', 'zhou')]);
    await talk.until('2026-11-23T20:30');
    expect(await talk.say('zhou', '没问题')).toEqual(['好，辛苦了，路上慢点。']);
    expect(await talk.say('wang', '今晚谁巡')).toEqual(['今天晚巡：老周']);
  });

  it('a roster that names nobody of the branch says so', async () => {
    await open();
    expect(await talk.say('li', '巡查表：明早李四')).toEqual(['名册里没有叫“李四”的人，没有改。']);
  });
});

test.each(['巡查是几点到几点', '早巡几点', '晚上巡查一般几点啊', '巡逻什么时候巡'])(
  '“%s” is told that there is no fixed hour',
  async (words) => {
    const here = await dialogue();
    expect(await here.say('zhou', words)).toEqual(['没有固定钟点：12点前算早巡，12点后算晚巡。巡完说“早巡完了”“晚巡完了”。']);
    await here.close();
  },
);

describe('a question about going', () => {
  beforeEach(async () => {
    await talk.say('li', '明天早巡老周，晚巡老王');
  });
  const stands = async () => (await talk.say('li', '明天谁巡查')).join();

  test.each(['明天我巡不巡', '我明天巡不巡啊', '明早我去不去巡查', '明天到底去不去巡查'])('“%s” is answered', async (words) => {
    expect(await talk.say('zhou', words)).toEqual(['明天早巡轮到你。没空就说“我巡不了”，不用说原因。']);
    expect(await stands()).toContain('老周');
  });

  test.each(['明天我不巡行不行', '我明天可以不巡吗', '明天不去巡查可以不', '明早我能不能不巡'])(
    '“%s” asks once',
    async (words) => {
      expect(await talk.say('zhou', words)).toEqual(['明天早巡轮到你，是这趟没空吗？回 1 没空，回 2 能去。']);
      expect(await talk.say('zhou', '2')).toEqual(['好，明天早巡还是你，辛苦了。']);
      expect(await stands()).toContain('老周');
    },
  );

  test.each(['明天我不巡了', '明天巡不了怎么办', '明早巡查我去不了'])('“%s” is none', async (words) => {
    expect((await talk.say('zhou', words)).join()).toContain('明天早巡不用管了');
  });
});
