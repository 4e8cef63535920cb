import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, dialogue } from '../support/dialogue.ts';
import { about, everyDay, patrolWorld } from '../support/patrol-talk.ts';

let talk: Dialogue;
beforeEach(async () => {
  talk = await dialogue();
});
afterEach(() => talk.close());

/** A Monday unless said otherwise. */
const open = async (patrols: unknown[] = [], now = '2026-11-23T10:00') => await talk.world.reset(patrolWorld(now, patrols));

describe('a week of arranging', () => {
  it('takes several at once, names run together, and tells everybody his days in one message', async () => {
    await open();
    expect(await talk.say('li', '下周一到周五早巡老周，晚巡老王')).toEqual([
      '好，排好了：\n这 5 天早巡：老周\n这 5 天晚巡：老王',
    ]);
    expect(about(await talk.until('2026-11-23T13:00'))).toEqual([
      '李书记排你11月30日（周一）到12月4日（周五）早巡。没空就说“我巡不了”。',
      '李书记排你11月30日（周一）到12月4日（周五）晚巡。没空就说“我巡不了”。',
    ]);
    expect(await talk.say('li', '明早老周老王巡查')).toEqual(['好，明天早巡：老周、老王。没空的跟我说一声就行。']);
  });

  it('changes one person and leaves the others', async () => {
    await open();
    await talk.say('li', '明早老周和小刘巡查');
    expect(await talk.say('li', '明早巡查把老周换成老王')).toEqual(['好，明天早巡老周换成老王。现在是：小刘、老王。']);
    expect(await talk.say('li', '明天早上小刘不用巡了')).toEqual(['好，明天早巡不排小刘了。现在是：老王。']);
    expect(await talk.say('li', '明早巡查加上老周')).toEqual(['好，明天早巡加上老周。现在是：老王、老周。']);
    expect(await talk.say('li', '明晚老周不用巡了')).toEqual(['明天晚巡没排老周，没有改。']);
  });

  it('is put right by a word, and who has not heard of it hears nothing', async () => {
    await open();
    await talk.say('li', '明早老周巡查');
    expect(await talk.say('li', '不对，是老王')).toEqual(['好，明天早巡：老王。没空的跟我说一声就行。']);
    expect(await talk.say('li', '改成后天')).toEqual(['好，后天早巡：老王。没空的跟我说一声就行。']);
    expect(await talk.say('li', '明天谁巡查')).toEqual(['明天早巡：没排\n明天晚巡：没排']);
    expect(about(await talk.until('2026-11-23T13:00'))).toEqual(['李书记排你11月25日（周三）早巡。没空就说“我巡不了”。']);
  });

  it('does not take what is wrong there for somebody', async () => {
    await open();
    expect((await talk.say('li', '早巡，灯坏')).join()).not.toContain('名册');
  });

  it('ends with a yes', async () => {
    await open([everyDay('morning', 'zhou')]);
    await talk.say('li', '明晚老王巡查');
    expect(await talk.say('li', '清空巡查表')).toEqual(['早晚巡查以后都不排了？回 1 是，回 2 不用。']);
    await talk.say('li', '1');
    expect(await talk.say('li', '这周巡查表')).toEqual(['这几天没排巡查。谁愿意去，说“明早我来巡”。']);
  });

  it('knows the days there are', async () => {
    await open();
    expect(await talk.say('li', '11月31号早巡老周')).toEqual(['没有这一天，看看日期对不对。']);
    expect(await talk.say('li', '11月1号早巡老周')).toEqual(['过去的不用排了。']);
    expect(await talk.say('li', '2号早巡老周')).toEqual(['好，下周三早巡：老周。没空的跟我说一声就行。']);
    expect(await talk.say('li', '下个月1号到3号晚巡老周')).toEqual([
      '好，下周二晚巡、下周三晚巡、下周四晚巡：老周。没空的跟我说一声就行。',
    ]);
  });

  it('is no business of others', async () => {
    await open();
    expect(await talk.say('zhou', '明早老王巡查')).toEqual(['巡查由书记来排。自己想去就说“明早我来巡”。']);
    expect(await talk.say('li', '明天早上谁巡查')).toEqual(['明天早巡：没排']);
  });

  it('“没空” answers having been put on it, too, with or without a reason', async () => {
    await open();
    await talk.say('li', '明早老周巡查');
    await talk.until('2026-11-23T12:40');
    expect((await talk.say('zhou', '没空啊今晚爆单'))[0]).toBe('好，明天早巡不用管了，我跟书记说一声。');
    await talk.say('li', '明晚老王巡查');
    expect((await talk.say('wang', '明晚我走不开 巡不了'))[0]).toBe('好，明天晚巡不用管了，我跟书记说一声。');
  });
});

describe('what is denied of patrols', () => {
  beforeEach(async () => {
    await open();
    await talk.say('li', '明早老周巡查');
  });

  it.each(['别取消明天的巡查', '明天巡查不取消', '明天巡查照常', '明早的巡查先别停'])(
    'leaves the roster alone: “%s”',
    async (words) => {
      expect(await talk.say('li', words)).toEqual(['好，巡查表没动。']);
      expect((await talk.say('li', '明早谁巡查')).join()).toContain('老周');
    },
  );

  it.each([
    '明天早上老周别巡了',
    '明早别让老周巡查',
    '明早巡查别排老周',
    '老周明早先别排',
    '别让老周巡了',
    '明天早上老周不要排巡查',
  ])('takes somebody off: “%s”', async (words) => {
    expect((await talk.say('li', words)).join()).toContain('不排老周了');
  });

  it.each(['老周明天别迟到', '别让老周一个人搬', '别忘了巡查', '明早老周别忘了巡查', '老周别急'])(
    'is none of “%s”',
    async (words) => {
      expect((await talk.say('li', words)).join()).not.toMatch(/不排|名册|巡查表没动/);
    },
  );

  it('is the whole of a day where who arranges it has none himself', async () => {
    expect(await talk.say('li', '算了明天不巡了')).toEqual(['好，明天早巡和晚巡取消了。']);
    expect(await talk.say('li', '明天我巡不了')).toEqual(['那天没排你巡查，放心忙。']);
  });

  it('stays as it is when the question is put off', async () => {
    await talk.say('li', '清空巡查表');
    expect(await talk.say('li', '算了先不弄了')).toEqual(['好，巡查表没动。']);
  });
});

describe('a roster put right in a word', () => {
  beforeEach(async () => {
    await talk.say('li', '排班：明天早巡查老周，晚巡查老王');
  });

  it.each(['不对，早上是小刘，老周休息', '错了，早巡换成小刘', '不是，早班改成小刘，老周不用去了', '说错了 早上是小刘'])(
    '“%s” changes the half that is named',
    async (words) => {
      expect(await talk.say('li', words)).toEqual(['好，明天早巡：小刘。没空的跟我说一声就行。']);
      const roster = (await talk.say('li', '明天谁巡查')).join();
      expect(roster).toContain('早巡：小刘');
      expect(roster).toContain('晚巡：老王');
    },
  );

  it.each(['不对，早上下雨了', '早上是老周吗', '错了，晚上再说', '不是小刘', '早上好'])('“%s” changes nothing', async (words) => {
    await talk.say('li', words);
    expect((await talk.say('li', '明天谁巡查')).join()).toContain('早巡：老周');
  });
});
