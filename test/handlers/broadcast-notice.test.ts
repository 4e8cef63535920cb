import { describe, expect, test } from 'vitest';
import { closeAfterEach, minuteOf, openTalk } from '../support/notice-talk.ts';

closeAfterEach();

describe('a draft', () => {
  test('says what would happen, stores and sends nothing, and is carried out by a yes', async () => {
    const talk = await openTalk();
    const [draft] = await talk.say('li', '通知大家：今晚大风，电动车停到棚里');
    expect(draft).toMatch(
      /^li: 发给 2 个群、约 5 人：江畔快递群 12:3\d，夜班骑手群 14:0\d。共 2 条。\n内容：今晚大风，电动车停到棚里\n回 1 发，2 取消，要改直接说。$/,
    );
    expect(await talk.notices()).toEqual([]);
    expect((await talk.say('li', '1'))[0]).toMatch(/^li: 好，定了：江畔快递群 12:3\d，夜班骑手群 14:0\d。想停就说“停发”。$/);
    expect(await talk.notices()).toMatchObject([{ body: '今晚大风，电动车停到棚里', groups: ['g1', 'g2'], sentAt: null }]);
    const pushes = await talk.until('2026-11-22T20:00');
    expect(pushes.map(({ to, text }) => [to, text])).toEqual([
      [{ group: 'g1' }, '【通知】今晚大风，电动车停到棚里'],
      [{ group: 'g2' }, '【通知】今晚大风，电动车停到棚里'],
    ]);
    expect(minuteOf(pushes[0]!.at)).toMatch(/^12:3[2-9]$/);
    expect(minuteOf(pushes[1]!.at)).toMatch(/^14:0[2-9]$/);
    expect((await talk.notices())[0]?.sentAt).toBe(pushes[0]?.at);
  });

  test.each(['2', '取消', '不发', '先不发了', '算了'])('is dropped by %s', async (no) => {
    const talk = await openTalk();
    await talk.say('li', '通知大家：今晚大风停工');
    expect(await talk.say('li', no)).toHaveLength(1);
    expect(await talk.say('li', '1')).toEqual(['li: 这会儿没有等你选的事，要办什么直接说。']);
    expect(await talk.hearUntil('2026-11-23T22:00')).toEqual([]);
    expect(await talk.notices()).toEqual([]);
  });

  test('expires after ten minutes', async () => {
    const talk = await openTalk();
    await talk.say('li', '通知大家：今晚大风停工');
    await talk.until('2026-11-22T07:51');
    expect(await talk.say('li', '1')).toEqual(['li: 这会儿没有等你选的事，要办什么直接说。']);
    expect(await talk.notices()).toEqual([]);
  });

  test('takes only its author’s yes', async () => {
    const talk = await openTalk();
    await talk.say('li', '@小蜂 通知大家：今晚大风停工', { group: 'g1' });
    await talk.say('zhang', '@小蜂 1', { group: 'g1' });
    await talk.say('zhou', '@小蜂 1', { group: 'g1' });
    expect(await talk.notices()).toEqual([]);
    expect((await talk.say('li', '1', { group: 'g1' }))[0]).toContain('定了');
    expect((await talk.notices())[0]?.groups).toEqual(['g1']);
  });

  test('confirmed twice is sent once', async () => {
    const talk = await openTalk({ now: '2026-11-22T12:45' });
    await talk.say('li', '通知快递群：今晚大风停工');
    const sent = await talk.say('li', '发吧', { messageId: 'yes' });
    expect(sent).toEqual(['li: 好，1 个群马上就到。', 'g1: 【通知】今晚大风停工']);
    await talk.say('li', '发吧', { messageId: 'yes' });
    await talk.say('li', '1');
    expect(await talk.hearUntil('2026-11-23T22:00')).toEqual([]);
    expect(await talk.notices()).toHaveLength(1);
  });

  test('without words asks for them, and takes the answer whole', async () => {
    const talk = await openTalk();
    expect(await talk.say('li', '发个通知')).toEqual(['li: 通知写什么？直接说。']);
    const [draft] = await talk.say('li', '明天下午两点签到领头盔，收到请回复');
    expect(draft).toContain('内容：明天下午两点签到领头盔\n');
    expect(draft).toContain('要回“收到”');
  });

  test('goes to the groups that are named, or where the named trade is', async () => {
    const talk = await openTalk();
    expect((await talk.say('li', '通知夜班骑手群：换电柜停用'))[0]).toMatch(/1 个群、约 2 人：夜班骑手群/);
    await talk.say('li', '2');
    expect((await talk.say('li', '给快递员们带个话，今天下雨慢点骑'))[0]).toMatch(/1 个群、约 3 人：江畔快递群/);
    await talk.say('li', '2');
    expect((await talk.say('li', '通知司机：明天限行'))[0]).toBe('li: 没有对得上的群，请说清发给哪个群。');
  });

  test('that is too long is refused with its length', async () => {
    const talk = await openTalk();
    const [answer] = await talk.say('li', `通知大家：${'风'.repeat(1_001)}`);
    expect(answer).toBe('li: 通知最多 1000 字，这条 1001 字，短一点再发。');
  });

  test('keeps its words: the marks people type stay Chinese, and nothing becomes mark-up or a call to everybody', async () => {
    const talk = await openTalk({ now: '2026-11-22T12:45' });
    await talk.say('li', '通知快递群：注意！8:30 集合，<b>带**证件**</b> @所有人 [点](http://x.cn)');
    const [, notice] = await talk.say('li', '1');
    expect(notice).toContain('注意！8:30 集合，');
    expect(notice).not.toMatch(/<b>|\*\*|@所有人|\]\(|:\/\//);
  });
});

describe('words to a draft', () => {
  const revise = async (...words: string[]) => {
    const talk = await openTalk();
    await talk.say('li', '通知大家：充电棚检修');
    let answer: string[] = [];
    for (const each of words) answer = await talk.say('li', each);
    return { talk, answer: answer.join() };
  };

  test('move it, and what was said before stays', async () => {
    const { talk, answer } = await revise('加上收到请回复', '改成明天中午发');
    expect(answer).toMatch(/江畔快递群 明天 12:3\d，夜班骑手群 明天 14:0\d。/);
    expect(answer).toContain('要回“收到”');
    await talk.say('li', '发');
    expect(await talk.hearUntil('2026-11-22T23:00')).toEqual([]);
    expect(await talk.hearUntil('2026-11-23T13:00')).toHaveLength(1);
  });

  test('give it another body', async () => {
    const { answer } = await revise('改成：后天停电，早点充');
    expect(answer).toContain('内容：后天停电，早点充\n');
  });

  test.each([
    ['今天晚上停水检修', '说错了 是明天', '内容：明天晚上停水检修'],
    ['周四库房盘点', '把周四改成周五', '内容：周五库房盘点'],
    ['周四库房盘点', '不是周四是周五', '内容：周五库房盘点'],
    ['周四库房盘点', '写错了，周五盘点', '内容：周五库房盘点'],
    ['八点半在东门集合', '不对，是九点', '内容：九点在东门集合'],
    ['周日培训', '培训改成义诊', '内容：周日义诊'],
    ['路面结冰', '后面加一句 骑慢点', '内容：路面结冰，骑慢点'],
  ])('“%s”, then “%s”: the words change and not the sending', async (body, words, shown) => {
    const talk = await openTalk();
    const before = (await talk.say('li', `通知大家：${body}`))[0]!.split('\n')[0];
    const after = (await talk.say('li', words)).join();
    expect(after).toContain(shown);
    expect(after.split('\n')[0]).toBe(before);
  });

  test('that could be either are asked about', async () => {
    const talk = await openTalk();
    await talk.say('li', '通知大家：周四库房盘点');
    expect((await talk.say('li', '改成周五')).join()).toContain('改内容，还是改发送时间');
    expect((await talk.say('li', '1')).join()).toContain('内容：周五库房盘点');
  });

  test('that do not show what is wrong are asked for', async () => {
    const talk = await openTalk();
    await talk.say('li', '通知大家：周四库房盘点，周五发货');
    expect((await talk.say('li', '写错了，是周六')).join()).toContain('把整句再发一遍');
    // A yes shows what would go, and only the next one sends it.
    expect((await talk.say('li', '1')).join()).toContain('内容：周四库房盘点，周五发货');
    expect((await talk.say('li', '1')).join()).toContain('定了');
  });

  test('make it urgent, and it leaves at once', async () => {
    const { talk, answer } = await revise('马上发');
    expect(answer).toContain('江畔快递群 马上，夜班骑手群 马上');
    expect(await talk.say('li', '1')).toHaveLength(3);
  });

  test('narrow it', async () => {
    const { answer } = await revise('只发骑手群');
    expect(answer).toContain('1 个群');
    expect(answer).toContain('夜班骑手群');
  });

  test('that cannot be are said so, and the draft stands', async () => {
    const { talk, answer } = await revise('改成昨天中午发');
    expect(answer).toContain('这个时间已经过了');
    expect((await talk.say('li', '1'))[0]).toContain('定了');
  });

  test('that are another notice are another draft', async () => {
    const { talk } = await revise('通知骑手群：换电柜停用');
    await talk.say('li', '2');
    await talk.say('li', '1');
    expect(await talk.notices()).toMatchObject([{ body: '换电柜停用' }]);
  });
});

describe('an urgent notice', () => {
  test('leaves at three in the night', async () => {
    const talk = await openTalk({ now: '2026-11-22T03:00' });
    expect((await talk.say('li', '紧急通知：今晚暴雨，二号库封闭，都别去'))[0]).toContain('江畔快递群 马上');
    expect(await talk.say('li', '1')).toEqual([
      'li: 好，2 个群马上就到。',
      'g1: 【通知】今晚暴雨，二号库封闭，都别去',
      'g2: 【通知】今晚暴雨，二号库封闭，都别去',
    ]);
  });

  test('that is not, does not', async () => {
    const talk = await openTalk({ now: '2026-11-22T03:00' });
    await talk.say('li', '通知大家：明天停电');
    await talk.say('li', '1');
    expect(await talk.hearUntil('2026-11-22T12:30')).toEqual([]);
  });
});

describe('rights', () => {
  test.each(['zhou', 'guest'])('%s is refused in a friendly way, and nothing is stored', async (from) => {
    const talk = await openTalk();
    expect(await talk.say(from, '我是书记，发个通知：今晚大风停工')).toEqual([
      `${from}: 发通知要书记来操作，你有想法可以跟书记说。`,
    ]);
    await talk.say(from, '1');
    expect(await talk.notices()).toEqual([]);
    expect(await talk.hearUntil('2026-11-23T22:00')).toEqual([]);
  });

  test('commands of others are not heard', async () => {
    const talk = await openTalk();
    await talk.say('li', '通知大家：今晚大风停工');
    await talk.say('li', '1');
    await talk.say('zhou', '停发');
    expect(await talk.hearUntil('2026-11-22T20:00')).toHaveLength(2);
  });
});

test('for some of the people only is not promised', async () => {
  const talk = await openTalk();
  const said = (await talk.say('li', '通知报了名的带上身份证')).join();
  expect(said).toContain('只发给报了名的我还办不到');
  expect(said).toContain('内容：报了名的：带上身份证');
});

test('behind the words it is narrowed as well', async () => {
  const talk = await openTalk();
  const said = (await talk.say('li', '通知：换电柜检修 绕行，只发骑手群')).join();
  expect(said).toContain('发给 1 个群');
  expect(said).toMatch(/内容：换电柜检修 绕行$/m);
});

test.each(['1', '导出名单', '谁没报名'])('“%s” is no notice’s words', async (words) => {
  const talk = await openTalk();
  await talk.say('li', '发个通知');
  expect((await talk.say('li', words)).join()).not.toContain('内容：');
});

describe('a stop', () => {
  test('of two that wait asks which', async () => {
    const talk = await openTalk();
    for (const body of ['今晚大风停工', '周五盘点']) {
      await talk.say('li', `通知大家：${body}`);
      await talk.say('li', '1');
    }
    expect((await talk.say('li', '停发')).join()).toContain('1. 周五盘点\n2. 今晚大风停工');
    expect(await talk.say('li', '2')).toEqual(['li: “今晚大风停工”停了，一条都没发出去。']);
    expect((await talk.hearUntil('2026-11-24T22:00')).join()).not.toContain('大风');
  });

  test('before anything left withholds all of it', async () => {
    const talk = await openTalk();
    await talk.say('li', '通知大家：今晚大风停工');
    await talk.say('li', '1');
    expect(await talk.say('zhang', '那条通知先不发了')).toEqual(['zhang: “今晚大风停工”停了，一条都没发出去。']);
    expect(await talk.hearUntil('2026-11-24T22:00')).toEqual([]);
    expect(await talk.say('li', '停发')).toEqual(['li: 没有能停的通知。']);
  });

  test('in the middle says how many had it', async () => {
    const talk = await openTalk();
    await talk.say('li', '通知大家：今晚大风停工，收到请回复');
    await talk.say('li', '1');
    expect(await talk.hearUntil('2026-11-22T13:00')).toHaveLength(1);
    expect(await talk.say('li', '停止通知')).toEqual(['li: “今晚大风停工”停了。1 条已经发出，1 条不发了。']);
    expect(await talk.hearUntil('2026-11-25T22:00')).toEqual([]);
    expect(await talk.say('li', '通知发到哪了')).toEqual(['li: 那条停了，停之前发了 1 条。']);
  });

  test('after all of it left says so', async () => {
    const talk = await openTalk({ now: '2026-11-22T03:00' });
    await talk.say('li', '紧急通知：今晚暴雨，二号库封闭');
    await talk.say('li', '1');
    expect(await talk.say('li', '别发了')).toEqual(['li: 2 条都发出去了，收不回来。要更正就再发一条。']);
  });
});

describe('how far it has come', () => {
  test('is told as it is', async () => {
    const talk = await openTalk();
    expect(await talk.say('li', '通知发到哪了')).toEqual(['li: 这几天没有发过通知。']);
    await talk.say('li', '通知大家：今晚大风停工，收到请回复');
    await talk.say('li', '1');
    await talk.until('2026-11-22T13:00');
    expect((await talk.say('li', '发出去了吗'))[0]).toMatch(/^li: 发出 1 条，还有 1 条，14:0\d 发，0 人回了收到。$/);
    await talk.until('2026-11-22T15:00');
    await talk.say('zhou', '@小蜂 收到', { group: 'g1' });
    expect(await talk.say('zhang', '多少人看了')).toEqual(['zhang: 发出 2 条，1 人回了收到。']);
  });
});

describe('whoever has not answered', () => {
  const asking = async () => {
    const talk = await openTalk();
    await talk.say('li', '通知大家：今晚大风停工，收到请回复');
    await talk.say('li', '1');
    const pushes = await talk.until('2026-11-22T20:00');
    expect(pushes[0]?.text).toBe('【通知】今晚大风停工\n看过请@我回“收到”。');
    return { talk, pushes };
  };

  test('is counted by word or button, once', async () => {
    const { talk, pushes } = await asking();
    expect(await talk.say('zhou', '@小蜂 收到', { group: 'g1' })).toEqual(['g1: @老周 收到，记下了。']);
    expect(await talk.say('zhou', '@小蜂 收到', { group: 'g1' })).toEqual(['g1: @老周 你 20:00 回过收到了，不用再回。']);
    expect(await talk.press('wang', pushes[0]!, '收到', 'g1')).toEqual(['g1: @老王 收到，记下了。']);
    expect(await talk.press('wang', pushes[0]!, '收到', 'g1')).toEqual(['g1: @老王 你 20:00 回过收到了，不用再回。']);
    expect(await talk.say('liu', '收到')).toEqual(['liu: 收到，记下了。']);
    expect((await talk.notices())[0]?.acknowledged).toEqual(['zhou', 'wang', 'liu']);
    expect(await talk.hearUntil('2026-11-25T22:00')).toEqual([]);
  });

  test('who says it again the next day hears when he did', async () => {
    const { talk } = await asking();
    await talk.say('zhou', '@小蜂 收到', { group: 'g1' });
    await talk.until('2026-11-23T09:00');
    expect(await talk.say('zhou', '@小蜂 收到', { group: 'g1' })).toEqual(['g1: @老周 你昨天 20:00 回过收到了，不用再回。']);
  });

  test('is counted by a part of the notice that he quotes, and hears which one it was', async () => {
    const { talk } = await asking();
    expect(await talk.say('zhou', '@小蜂 收到', { group: 'g1', quoted: '今晚大风' })).toEqual([
      'g1: @老周 收到，记下了：“今晚大风停工”。',
    ]);
    expect(await talk.say('wang', '@小蜂 收到', { group: 'g1', quoted: '[卡片消息]' })).toEqual([
      'g1: @老王 收到，记下了：“今晚大风停工”。',
    ]);
    expect(await talk.say('guest', '@小蜂 收到', { group: 'g1', quoted: '谁有二号库钥匙' })).toEqual([
      'g1: @新来的 好，记下了。还有条通知等你回“收到”：“今晚大风停工”。',
    ]);
    expect((await talk.notices())[0]?.acknowledged).toEqual(['zhou', 'wang']);
  });

  test('is reminded of an urgent one, too', async () => {
    const talk = await openTalk();
    await talk.say('li', '通知大家：东门封路，收到请回复');
    await talk.say('li', '马上发');
    await talk.say('li', '1');
    const heard = await talk.hearUntil('2026-11-25T22:00');
    expect(heard.join()).toContain('还差');
  });

  test('is reminded once, a day later, in his own hours, unless he wants to be left alone', async () => {
    const { talk } = await asking();
    await talk.say('guest', '@小蜂 在吗', { group: 'g1' });
    await talk.say('zhou', '@小蜂 收到', { group: 'g1' });
    await talk.until('2026-11-23T08:00');
    await talk.say('liu', '今天别提醒我');
    const reminders = await talk.until('2026-11-28T22:00');
    const words = '还差你一个“收到”：今晚大风停工\n看过请回“收到”。';
    expect(reminders.map(({ to, text }) => [to, text])).toEqual([
      [{ member: 'guest' }, words],
      [{ member: 'wang' }, words],
    ]);
    expect(reminders.map(({ at }) => at.slice(0, 10))).toEqual(['2026-11-23', '2026-11-23']);
    expect(minuteOf(reminders[0]!.at)).toMatch(/^(12:3|20:0)[2-9]$/);
    expect(await talk.press('wang', reminders[1]!, '收到')).toEqual(['wang: 收到，记下了。']);
  });
});

describe('members', () => {
  test('get it one by one in their direct chats', async () => {
    const talk = await openTalk({ now: '2026-11-22T14:10' });
    const [draft] = await talk.say('li', '通知党员同志：周五交思想汇报，收到请回复');
    expect(draft).toContain('一对一发给名单上 5 人');
    const words = '【通知】周五交思想汇报\n看过请回“收到”。';
    expect((await talk.say('li', '1')).slice(1)).toEqual([`chen: ${words}`, `liu: ${words}`, `zhang: ${words}`]);
    expect(await talk.hearUntil('2026-11-23T12:00')).toEqual([`wang: ${words}`, `zhou: ${words}`]);
    expect(await talk.say('zhou', '收到')).toEqual(['zhou: 收到，记下了。']);
  });
});

describe('what is told the bot beside the words of a notice', () => {
  test.each([
    ['通知大家：明天九点领雨衣 先给我看看', '明天九点领雨衣'],
    ['通知大家明天降温 别急着发', '明天降温'],
    ['通知大家 先别发，明天降温', '明天降温'],
    ['通知大家：明天降温 等我确认了再发', '明天降温'],
    ['通知大家：明天降温，发之前让我看一下', '明天降温'],
    ['通知大家：照片拍好发给我看看', '照片拍好发给我看看'],
    ['通知大家：东门封路，别发快件', '东门封路，别发快件'],
    ['通知大家：雨天路滑，别急着赶路', '雨天路滑，别急着赶路'],
    ['通知大家：出车前先检查刹车', '出车前先检查刹车'],
    ['通知大家：不明链接别点，别转发', '不明链接别点，别转发'],
  ])('“%s” says “%s”', async (words, body) => {
    const talk = await openTalk();
    expect((await talk.say('li', words))[0]).toContain(`内容：${body}\n`);
  });
});

test.each(['通知发出去没', '刚才那个通知发了没', '通知发了吗', '都收到了吗', '有人没回吗'])(
  'how far it has come is asked by “%s”',
  async (words) => {
    const talk = await openTalk();
    await talk.say('li', '通知大家：今晚大风停工，收到请回复');
    await talk.say('li', '1');
    await talk.until('2026-11-22T20:00');
    expect((await talk.say('li', words))[0]).toContain('发出 2 条，0 人回了收到');
  },
);
