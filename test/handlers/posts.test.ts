import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import {
  asksForOwnPosts,
  asksForTable,
  postAssigned,
  postClaimed,
  postDecided,
  postDecidedByName,
  postLeft,
  postMeant,
  postSwapped,
  postsAsked,
  postWithdrawn,
} from '../../src/domain/words/posts.ts';
import { type Dialogue, dialogue } from '../support/dialogue.ts';

let talk: Dialogue;
beforeEach(async () => {
  // A Monday.
  talk = await dialogue({ now: '2026-11-23T10:05' });
});
afterEach(() => talk.close());

const about = (said: string[]) => said.filter((line) => line.includes('岗'));
const claimed = async () => {
  await talk.say('zhou', '认领安全生产岗');
  await talk.say('li', '岗 1 同意');
};

describe('posts', () => {
  it('are claimed, put to the secretary once, decided by a button, and told to the person alone', async () => {
    expect(await talk.say('zhou', '认领安全生产岗')).toEqual([
      '好，“安全生产岗”报给书记了，定了我告诉你。不想要了说“退岗”。',
      '老周想认领“安全生产岗”，岗 1。回“岗 1 同意”或“岗 1 不同意”。',
    ]);
    expect(await talk.say('zhou', '我要认领安全生产岗')).toEqual(['“安全生产岗”你报过了，在等书记定。']);
  });

  it('are decided by a button, which pressed twice decides once', async () => {
    await talk.say('wang', '认领安全生产岗');
    expect(await talk.press('li', 1)).toEqual(['岗 1 同意了，我告诉老王。']);
    expect(about(await talk.until('2026-11-23T12:00'))).toEqual([]);
    expect(about(await talk.until('2026-11-23T13:00'))).toEqual([
      '“安全生产岗”是你的了，李书记同意的。谢谢你。不想干了说“交岗”。',
    ]);
    expect(await talk.say('li', '岗 1 不同意')).toEqual([
      '岗 1 李书记已经同意了，这次没有改动。不让当了说“撤 老王的安全生产岗”。',
    ]);
    expect(await talk.say('wang', '我的岗')).toEqual(['你的岗：安全生产岗（今天起）。不想干了说“交岗”。']);
  });

  it('are declined with a reason', async () => {
    await talk.say('zhou', '我想当政策宣传员');
    expect(await talk.say('li', '岗1不同意 人手够了')).toEqual(['岗 1 没同意，我告诉老周。']);
    expect(about(await talk.until('2026-11-23T13:00'))).toEqual(['“政策宣传岗”这次没批（人手够了）。想了解跟书记说一声。']);
    expect(await talk.say('zhou', '我的岗')).toEqual(['你还没有认领岗。想认领说“认领”加岗名，不认也没关系。']);
    expect(await talk.say('li', '岗 9 同意')).toEqual(['没有岗 9，说“岗位表”看都有哪些。']);
  });

  it('that the branch has not are asked about', async () => {
    expect(await talk.say('zhou', '认领安全巡查岗')).toEqual(['没有“安全巡查岗”。是“安全生产岗”吗？回 1 是，回 2 不是。']);
    expect((await talk.say('zhou', '1'))[0]).toBe('好，“安全生产岗”报给书记了，定了我告诉你。不想要了说“退岗”。');
    const [which] = await talk.say('zhou', '认领岗位');
    expect(which).toBe('想认领哪个岗？回编号：\n1. 政策宣传岗\n2. 建议征集岗\n3. 技术攻关岗\n4. 安全生产岗\n5. 文化艺术岗');
    expect((await talk.say('zhou', '5'))[0]).toContain('“文化艺术岗”报给书记了');
    expect(await talk.say('zhou', '我的岗')).toEqual([
      '你的岗：安全生产岗（等书记定）、文化艺术岗（等书记定）。不想干了说“交岗”。',
    ]);
  });

  it('are handed back at once, with thanks, and the secretary hears it once', async () => {
    await claimed();
    expect(await talk.say('zhou', '交岗')).toEqual(['“安全生产岗”交回了，这段时间辛苦了，谢谢你。', '老周交回了“安全生产岗”。']);
    expect(await talk.say('zhou', '交岗')).toEqual(['你现在没有认领的岗。']);
    expect(await talk.say('zhou', '岗位有谁')).toEqual([
      '岗位：\n政策宣传岗：还没人\n建议征集岗：还没人\n技术攻关岗：还没人\n安全生产岗：还没人\n文化艺术岗：还没人\n想认领说“认领”加岗名。',
    ]);
  });

  it('one of several is named, or asked for; “enough of it” right after is one of them', async () => {
    await claimed();
    await talk.say('zhou', '认领文化艺术岗');
    expect(await talk.say('zhou', '退岗')).toEqual(['交哪个岗？回编号：\n1. 安全生产岗\n2. 文化艺术岗']);
    expect(await talk.say('zhou', '2')).toEqual(['好，“文化艺术岗”不认领了。']);
    await talk.say('zhou', '我的岗');
    expect((await talk.say('zhou', '不干了'))[0]).toBe('“安全生产岗”交回了，这段时间辛苦了，谢谢你。');
    expect(await talk.say('li', '岗 2 同意')).toEqual(['岗 2 本人不认领了，这次没有改动。']);
  });

  it('stay between the person and the bot when spoken of in a group', async () => {
    const said = await talk.say('zhou', '@小蜂 认领安全生产岗', { group: 'g1' });
    expect(said[0]).toBe('@老周 我私信你。');
    expect(said).toContain('好，“安全生产岗”报给书记了，定了我告诉你。不想要了说“退岗”。');
    expect(await talk.say('li', '@小蜂 岗 1 同意', { group: 'g1' })).toEqual(['@李书记 岗 1 同意了，我告诉本人。']);
    expect(await talk.say('wang', '@小蜂 安全生产岗是谁', { group: 'g1' })).toEqual(['@老王 安全生产岗：老周']);
  });

  it('are for members: a guest hears what to do', async () => {
    const friendly = ['岗位是党员认领的。你是党员就说“报到登记”，书记核实、加进名册就能认领。'];
    expect(await talk.say('guest', '认领安全生产岗')).toEqual(friendly);
    expect(await talk.say('guest', '我的岗')).toEqual(friendly);
    expect(await talk.say('guest', '岗位表')).toEqual(friendly);
  });

  it('stand in a table for the secretary, with since when and what waits', async () => {
    await claimed();
    await talk.until('2026-11-26T10:05');
    await talk.say('wang', '我想当政策宣传员');
    expect(await talk.say('li', '岗位表')).toEqual([
      '岗位：\n政策宣传岗：还没人\n建议征集岗：还没人\n技术攻关岗：还没人\n安全生产岗：老周（11月23日起）\n文化艺术岗：还没人\n等您定的 1 件：\n岗 2 老王 政策宣传岗\n回“岗 号 同意”或“岗 号 不同意”。',
    ]);
  });

  it('are withdrawn with a reason, which the person hears alone', async () => {
    await claimed();
    expect(await talk.say('li', '撤 老周的安全生产岗')).toEqual(['为什么撤老周的“安全生产岗”？直接说一句，本人会看到。']);
    expect(await talk.say('li', '出差半年')).toEqual(['老周的“安全生产岗”撤了，我单独告诉本人。']);
    expect(await talk.say('li', '撤 老周的安全生产岗 出差')).toEqual(['老周没有“安全生产岗”，没有改。']);
    const told = about(await talk.until('2026-11-23T13:30'));
    expect(told).toContain('书记把你的“安全生产岗”撤了：出差半年。有想法跟书记说。');
    expect(await talk.say('zhou', '撤老王的安全生产岗 不行')).not.toContain('老王');
  });

  it('are among one’s own data, and go with it', async () => {
    await claimed();
    expect((await talk.say('zhou', '我的数据'))[0]).toContain('岗位：安全生产岗（今天起）');
    await talk.say('zhou', '删除我的数据');
    await talk.say('zhou', '1');
    expect(await talk.say('zhou', '我的岗')).toEqual(['你还没有认领岗。想认领说“认领”加岗名，不认也没关系。']);
  });
});

const heard = (words: string) => [
  postClaimed(words) !== null,
  asksForOwnPosts(words),
  postsAsked(words) !== null,
  asksForTable(words),
  postLeft(words) !== null,
  postDecided(words) !== null,
  postWithdrawn(words) !== null,
];
const only = (at: number) => [0, 1, 2, 3, 4, 5, 6].map((each) => each === at);

describe('words of posts', () => {
  test.each([
    ['认领安全巡查岗', '安全巡查岗'],
    ['我想当政策宣传员', '政策宣传员'],
    ['我要认领安全生产岗', '安全生产岗'],
    ['我想认领文化艺术岗可以吗', '文化艺术岗'],
    ['申请技术攻关岗', '技术攻关岗'],
    ['我来当安全员', '安全员'],
    ['安全生产岗我来', '安全生产岗'],
    ['我报名建议征集岗', '建议征集岗'],
    ['领个政策宣传岗', '政策宣传岗'],
    ['俺想干安全生产岗', '安全生产岗'],
    ['认领岗位', ''],
    ['我想认岗', ''],
    ['怎么认领岗位', ''],
    ['我认领一个岗', ''],
    ['小蜂 我要当技术攻关员', '技术攻关员'],
    ['认领 安全生产岗', '安全生产岗'],
    ['我可以负责建议征集岗', '建议征集岗'],
  ])('“%s” claims', (words, post) => {
    expect(postClaimed(words)).toBe(post);
    expect(heard(words)).toEqual(only(0));
  });

  test.each([
    '我的岗定了没',
    '我认领的岗批下来了吗',
    '我申请的岗有结果了吗',
    '我的岗',
    '我的岗位',
    '我认领了什么岗',
    '我是什么岗',
    '我有几个岗',
    '我领的岗批了没',
  ])('“%s” asks for one’s own', (words) => {
    expect(heard(words)).toEqual(only(1));
  });

  test.each([
    '岗位有谁',
    '各岗都有谁',
    '有哪些党员岗',
    '有什么岗位可以认领',
    '五岗是哪些',
    '安全生产岗是谁',
    '谁在政策宣传岗',
    '谁是政策宣传员',
    '谁认领了岗位',
    '岗位有哪些',
  ])('“%s” asks who', (words) => {
    expect(heard(words)).toEqual(only(2));
  });

  test.each(['岗位表', '岗位认领表', '党员岗位名单', '看岗位'])('“%s” asks for the table', (words) => {
    expect(heard(words)).toEqual(only(3));
  });

  test.each([
    '交岗',
    '退岗',
    '我不当政策宣传员了',
    '安全生产岗我不干了',
    '把安全生产岗交了',
    '这个岗我不干了',
    '我想退岗',
    '退出安全生产岗',
    '岗位不要了',
    '我要交岗了',
    '安全岗干不了了',
    '放弃文化艺术岗',
    '我的岗退了吧',
    '不想干安全生产岗了',
    '辞掉政策宣传员',
  ])('“%s” hands back', (words) => {
    expect(heard(words)).toEqual(only(4));
  });

  test.each(['岗 3 同意', '岗3同意', '岗位3 不同意', '岗3 不同意 人手够了', '同意岗3', '岗三号同意', '不同意岗3,人太多'])(
    '“%s” decides',
    (words) => {
      expect(postDecided(words)?.number).toBe(3);
      expect(heard(words)).toEqual(only(5));
    },
  );

  test.each([
    ['撤 老周的安全巡查岗', null],
    ['撤老周的安全生产岗 调走了', '调走了'],
    ['把老周的安全生产岗撤了，调走了', '调走了'],
    ['老周的安全生产岗撤掉,因为出差半年', '出差半年'],
    ['收回老周的岗', null],
  ])('“%s” withdraws', (words, reason) => {
    expect(postWithdrawn(words)).toMatchObject({ name: '老周', reason });
    expect(heard(words)).toEqual(only(6));
  });

  test.each([
    '不干了',
    '老子不干了',
    '我想当站长',
    '我要当志愿者',
    '我想当快递员',
    '门岗不让进',
    '门岗有谁',
    '站岗的是谁',
    '谁在站岗',
    '上岗证怎么办',
    '我下岗了',
    '岗位津贴有吗',
    '保安岗有谁',
    '换个岗',
    '我想换岗',
    '有什么岗位招人',
    '站里有什么岗位',
    '查岗',
    '安全员证怎么考',
    '谁是安全员',
    '岗亭着火了',
    '今天没人在岗',
    '我上岗了',
    '撤销',
    '退单',
  ])('“%s” does none of it', (words) => {
    expect(heard(words)).toEqual(only(-1));
  });
});

test('a post is meant by its stem, by whoever holds it, and by what is near it', () => {
  const posts = ['政策宣传岗', '建议征集岗', '技术攻关岗', '安全生产岗', '文化艺术岗'];
  expect(postMeant('安全岗', posts)).toEqual({ kind: 'meant', post: '安全生产岗' });
  expect(postMeant('政策宣传员', posts)).toEqual({ kind: 'meant', post: '政策宣传岗' });
  expect(postMeant('安全巡查岗', posts)).toEqual({ kind: 'near', posts: ['安全生产岗'] });
  expect(postMeant('理发岗', posts)).toEqual({ kind: 'none' });
});

describe('words of many people', () => {
  test.each(['有啥岗', '岗位', '五个岗都是啥', '都有哪些岗'])('“%s” asks who', (words) => {
    expect(heard(words)).toEqual(only(2));
  });

  test.each([
    ['我报政策宣传岗', '政策宣传岗'],
    ['我要政策宣传岗', '政策宣传岗'],
    ['我也想来个岗位', ''],
    ['给我个岗', ''],
    ['认领政策宣传岗和安全生产岗', ''],
  ])('“%s” claims', (words, post) => {
    expect(postClaimed(words)).toBe(post);
    expect(heard(words)).toEqual(only(0));
  });

  test.each(['取消认领', '不认领了', '我撤回认领'])('“%s” hands back', (words) => {
    expect(heard(words)).toEqual(only(4));
  });

  test.each(['我要换岗', '我报了保安岗', '我要上岗', '我报分拣岗', '给我个岗亭', '有什么岗位在招', '失物认领', '我在岗'])(
    '“%s” says nothing of them',
    (words) => {
      expect(heard(words)).toEqual(only(-1));
    },
  );

  test.each([
    ['同意老周认领安全生产岗', '安全生产岗', true],
    ['老周的岗批了', '', true],
    ['不同意老周当政策宣传岗 人够了', '政策宣传岗', false],
  ])('“%s” decides by name', (words, post, isGranted) => {
    expect(postDecidedByName(words)).toMatchObject({ name: '老周', post, isGranted });
  });

  test.each(['同意站长的岗位津贴', '老周的岗批了没', '撤老周的岗'])('“%s” does not', (words) => {
    expect(postDecidedByName(words)).toBeNull();
  });

  test.each(['让老周当安全生产岗', '把安全生产岗给老周'])('“%s” gives one away', (words) => {
    expect(postAssigned(words)).toEqual({ name: '老周', post: '安全生产岗' });
  });

  test.each(['让我当安全岗', '让老周站岗', '安全生产岗给谁'])('“%s” does not', (words) => {
    expect(postAssigned(words)).toBeNull();
  });
});

describe('the secretary', () => {
  it('decides by name', async () => {
    await talk.say('zhou', '认领安全生产岗');
    expect(await talk.say('li', '同意老周认领安全岗')).toEqual(['岗 1 同意了，我告诉老周。']);
  });

  it('gives nobody a post who did not ask', async () => {
    expect(await talk.say('li', '让老周当安全生产岗')).toEqual([
      '岗位要党员自己认领，让老周跟我说“认领安全生产岗”，报到这儿您点头就行。',
    ]);
  });
});

test('a post is known by some of its signs', async () => {
  expect(await talk.say('zhou', '认领文艺岗')).toEqual(['没有“文艺岗”。是“文化艺术岗”吗？回 1 是，回 2 不是。']);
});

describe('right after a claim', () => {
  it.each(['不要了 退了', '那我不干了 退了吧', '算了不要了', '我不认了', '撤销', '算了'])('“%s” is about it', async (words) => {
    await talk.say('zhou', '认领安全生产岗');
    expect(await talk.say('zhou', words)).toContain('好，“安全生产岗”不认领了。');
  });
  it('what is recorded after it is taken back first', async () => {
    await talk.say('zhou', '认领安全生产岗');
    await talk.say('zhou', '签到');
    expect((await talk.say('zhou', '撤销')).join()).toContain('签到不算了');
    expect((await talk.say('zhou', '我的岗')).join()).toContain('安全生产岗（等书记定）');
  });
  it('other words are read as they are', async () => {
    await talk.say('zhou', '认领安全生产岗');
    expect((await talk.say('zhou', '东门几点关门')).join()).not.toContain('不认领');
    expect((await talk.say('zhou', '我的岗')).join()).toContain('安全生产岗（等书记定）');
  });
});

describe('in other words', () => {
  it.each([
    ['岗不要了 太累', ''],
    ['安全岗退了 我干不动', '安全岗'],
    ['这个岗我不干了，最近太忙', ''],
  ])('a post is handed back, and why: “%s”', (words, post) => {
    expect(postLeft(words)).toBe(post);
  });
  it.each(['站岗太累', '退了单 太累', '岗亭退了', '不要了 太贵'])('no post is: “%s”', (words) => {
    expect(postLeft(words)).toBeNull();
  });
  it.each(['我认的啥岗', '我啥岗', '我现在啥岗', '我当的是哪个岗来着'])('one asks for one’s own: “%s”', (words) => {
    expect(asksForOwnPosts(words)).toBe(true);
  });
  it.each(['安全岗是啥', '老周啥岗', '啥岗没人'])('one does not: “%s”', (words) => {
    expect(asksForOwnPosts(words)).toBe(false);
  });
  it('another is wanted instead', async () => {
    await claimed();
    expect(await talk.say('zhou', '换个岗 换成文化艺术的')).toEqual([
      expect.stringMatching(/^先说“退岗”交了“安全生产岗”，再说“认领文化艺术岗”/),
    ]);
    expect(postSwapped('安全生产岗换成文化艺术岗')).toEqual({ post: '文化艺术' });
    expect(['换岗亭', '换岗时间', '老周换个岗', '换个单'].map(postSwapped)).toEqual([null, null, null, null]);
  });
});
