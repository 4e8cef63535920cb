// What only sounds like a check-in: nothing is recorded that its speaker has not done.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ActivityTalk, activityTalk, sessionAt } from '../support/activities.ts';
import { type Dialogue, dialogue } from '../support/dialogue.ts';

const ASK_TWO_HOURS = '志愿服务 2 小时，要记上吗？回1记上，回2不用。';
const ASK_PRESENT = '要签到吗？回1签到，回2不用。';

describe('with nothing open', () => {
  let talk: Dialogue;
  beforeEach(async () => {
    talk = await dialogue({ now: '2026-11-18T09:40' });
  });
  afterEach(() => talk.close());

  test.each([
    ['a plan', '想去做三小时志愿'],
    ['a plan', '下午准备去社区做志愿两小时'],
    ['a plan', '等会儿去养老院做志愿2小时'],
    ['a plan', '后天我做志愿4小时'],
    ['a plan', '这就去巡'],
    ['a plan', '我先去巡一圈'],
    ['a plan', '一会去签到'],
    ['a plan', '本来要志愿2小时 下雨取消了'],
    ['a plan', '再做一小时志愿就够了'],
    ['a plan', '等我巡完'],
    ['a plan', '巡完再说'],
    ['half of it', '巡了一半'],
    ['half of it', '还在巡'],
    ['hearsay', '电视上说志愿服务8小时'],
    ['hearsay', '听人说做志愿三小时就行'],
    ['hearsay', '站长要求每周志愿两小时'],
    ['hearsay', '群里说有两小时志愿'],
    ['a question', '志愿服务2小时记了没'],
    ['a question', '志愿服务两小时算几分'],
    ['a question', '我刚才巡完了吗'],
    ['a question', '巡完没'],
    ['a question', '这周双报到几回了'],
    ['a denial', '我没去志愿2小时'],
    ['a denial', '不是我做的2小时志愿'],
    ['a denial', '谁给我记的两小时志愿'],
    ['a denial', '我没巡 谁记的'],
    ['a denial', '不想做志愿两小时'],
    ['a denial', '昨天的志愿服务两小时我没去'],
    ['a complaint', '凭啥别人志愿2小时我3小时'],
    ['a joke', '我吹牛的 志愿服务8小时'],
    ['a joke', '巡个锤子'],
    ['a denial', '别给我签到'],
    ['a denial', '莫给我打卡'],
    ['put right', '签到 不是 我还没到'],
    ['put right', '党日签到 算了人没到'],
    ['put right', '签到 明天的'],
    ['put right', '巡完了 没巡完 还差一个'],
    ['a denial', '没赶上请不要给我记'],
    ['a question', '打卡是干嘛用的'],
    ['a question', '签到干啥使的'],
    ['hearsay', '我看到小郑签到咯'],
    ['hearsay', '刚碰见老马打卡了'],
    ['the word alone', '签到要排队'],
    ['the word alone', '公司打卡迟到扣钱'],
    ['on the way', '去社区报到的路上'],
    ['somebody else', '我哥今天志愿服务3小时'],
    ['somebody else', '我看他志愿了3小时'],
    ['somebody else', '群里有人志愿服务了8小时'],
    ['somebody else', '他们做了两小时志愿'],
    ['somebody else', '隔壁站的做了两小时志愿'],
    ['idle time', '红灯等了半小时'],
    ['idle time', '骑了三小时'],
    ['idle time', '两小时后下雨'],
    ['idle time', '1个小时'],
    ['another hour', '我五点半就到'],
    ['somebody else', '人家张师傅做了两小时志愿'],
    ['somebody else', '人家老吴志愿服务干了五个小时'],
    ['a rule', '志愿服务两小时起步是吧'],
    ['a rule', '志愿服务两小时以上就有证书'],
    ['an offer', '志愿服务三十块一小时 去不去'],
    ['a complaint', '志愿服务两小时给我记成三小时了'],
    ['a complaint', '志愿服务才三小时 太少了'],
    ['not finished', '早巡没巡完'],
    ['not finished', '巡查还没有巡完'],
    ['not finished', '没巡完就下雨了'],
    ['online, and nothing is held', '我线上听'],
    ['online, and nothing is held', '线上签到'],
  ])('%s: %s', async (_, words) => {
    await talk.say('zhou', words);
    expect(await talk.attendance()).toEqual([]);
  });

  test.each(['昨天做了两小时志愿没给我算', '志愿服务2小时咋没记上', '充了两小时电', '站长让我做2小时志愿', '王芳志愿服务2小时'])(
    'asks of %s',
    async (words) => {
      expect(await talk.say('zhou', words)).toEqual([ASK_TWO_HOURS]);
      expect(await talk.attendance()).toEqual([]);
      expect(await talk.say('zhou', '2')).toEqual(['好，没记。做完了再跟我说。']);
      expect(await talk.attendance()).toEqual([]);
    },
  );

  test('hours that are asked about are recorded on the word', async () => {
    await talk.say('zhou', '昨天做了两小时志愿没给我算');
    expect(await talk.say('zhou', '1')).toEqual(['昨天的志愿服务 2 小时记下了。']);
    expect(await talk.attendance()).toMatchObject([{ kind: 'volunteer', hours: 2, at: '2026-11-17T09:40:00+08:00' }]);
  });

  test('hours that are missed though they stand are not recorded again', async () => {
    await talk.say('zhou', '志愿服务2小时');
    expect(await talk.say('zhou', '志愿2小时没给我记')).toEqual(['今天已记过 2 小时。回1又做了一次，回2说重了。']);
    expect(await talk.attendance()).toHaveLength(1);
  });

  test.each([
    ['志愿服务2小时', 2],
    ['下班后去敬老院陪老人聊天了两小时', 2],
    ['社区让我们去扫楼道，扫了一小时，志愿的', 1],
    ['我和小刘做了三小时志愿', 3],
    ['我们几个志愿服务了三小时', 3],
    ['上午做志愿两小时，下午还要去', 2],
    ['11月18号清理小广告 一个半小时', 1.5],
    ['清理小广告 2小时', 2],
    ['文明劝导 1.5小时', 1.5],
  ])('hours of service are recorded: %s', async (words, hours) => {
    await talk.say('zhou', words);
    expect(await talk.attendance()).toMatchObject([{ kind: 'volunteer', hours, member: 'zhou' }]);
  });

  test('hours of two days are two records', async () => {
    await talk.say('zhou', '昨天志愿3小时 今天志愿1小时');
    expect(await talk.attendance()).toMatchObject([
      { hours: 3, at: '2026-11-17T09:40:00+08:00' },
      { hours: 1, at: '2026-11-18T09:40:00+08:00' },
    ]);
  });

  test.each([
    ['志愿服务200小时', '200 小时对不上，一天最多 24 小时。到底几个小时？'],
    ['志愿服务2.3456小时', '2.3456 小时记不了这么细，到底几个小时？比如 1.5。'],
    ['志愿服务0.1小时', '0.1 小时太短了，一刻钟起才记。到底几个小时？'],
    ['志愿服务23小时', '现在才 09:40，23 小时对不上。到底几个小时？'],
  ])('%s is refused by name, and the right figure is taken', async (words, answer) => {
    expect(await talk.say('zhou', words)).toEqual([answer]);
    expect(await talk.attendance()).toEqual([]);
    expect(await talk.say('zhou', '那就2')).toEqual(['志愿服务 2 小时记下了。']);
  });

  test.each(['忘记签到了', '单位让我双报到'])('asks whether it is to be recorded: %s', async (words) => {
    const [answer] = await talk.say('zhou', words);
    expect(answer).toContain('回2不用');
    expect(await talk.attendance()).toEqual([]);
    await talk.say('zhou', '1');
    expect(await talk.attendance()).toHaveLength(1);
  });

  test('some work that is done is asked for by name', async () => {
    expect(await talk.say('zhou', '弄完了')).toEqual(['什么做完了？巡查说“巡完了”，志愿说“志愿服务 2 小时”，我就记上。']);
    expect(await talk.attendance()).toEqual([]);
  });

  test('an evening patrol told of in the morning', async () => {
    expect(await talk.say('zhou', '晚巡完了')).toEqual(['现在是上午：早巡完了，还是昨晚的？回1早巡，回2昨晚。']);
    expect(await talk.attendance()).toEqual([]);
    await talk.say('zhou', '1');
    expect(await talk.attendance()).toMatchObject([{ kind: 'patrol', half: 'morning' }]);
  });

  test('a place where nothing is held', async () => {
    expect(await talk.say('zhou', '我到城西了')).toEqual([ASK_PRESENT]);
    expect(await talk.attendance()).toEqual([]);
    expect(await talk.say('zhou', '1')).toEqual(['签到记下了，09:40。']);
  });

  test('a hazard behind an exception is reported beside the patrol', async () => {
    const [answer] = await talk.say('zhou', '巡完了都挺好 就是西头那盏灯不亮');
    expect(answer).toContain('H-0001');
    expect(await talk.attendance()).toMatchObject([{ kind: 'patrol' }]);
  });

  test.each([
    ['巡完了 都好着呢 就是门禁坏了进不去', '门禁坏了进不去'],
    ['早巡正常 地上有钉子', '地上有钉子'],
  ])('what is amiss and no hazard was heard in is named: %s', async (words, what) => {
    expect((await talk.say('zhou', words)).join('\n')).toContain(`“${what}”还没报上，要报就连地点再说一遍。`);
  });

  test.each(['巡完了都正常 就是有点冷', '巡完了都正常 就是来晚了', '巡完了 没漏的', '早巡完了 都正常 就是手机坏了'])(
    'nothing is amiss: %s',
    async (words) => {
      expect((await talk.say('zhou', words)).join('\n')).not.toContain('还没报上');
    },
  );
});

describe('while something is on', () => {
  let talk: ActivityTalk;
  beforeEach(async () => {
    talk = await activityTalk('2026-11-26T20:00');
    await talk.open({ capacity: null, place: '江畔驿站', sessions: [sessionAt('2026-11-26T20:05')] });
  });
  afterEach(() => talk.close());

  test.each([
    '都到了吗',
    '大家来了没',
    '在会场吗',
    '还没到',
    '站长到了',
    '外卖到了',
    '到饭点了',
    '货到了',
    '买到了',
    '我想到了',
    '秋天到了',
    '好',
    '好的',
    '行',
    '谢谢小蜂',
    '人到哪了',
    '刚下班',
    '未到',
    '签个锤子',
  ])('%s tells of no coming', async (words) => {
    await talk.say('zhou', words);
    expect(await talk.attendance()).toEqual([]);
  });

  test.each(['在', '马上', '听到了', '点名'])('%s is asked about', async (words) => {
    expect(await talk.say('zhou', words)).toEqual([ASK_PRESENT]);
    expect(await talk.attendance()).toEqual([]);
  });

  test.each(['快到了', '马上到', '马上就来了', '我晚点到', '路上堵，要迟到了'])('%s is wished a good way', async (words) => {
    expect(await talk.say('zhou', words)).toEqual(['好，路上慢点。11月主题党日签到到 21:35，到了说“签到”。']);
    expect(await talk.attendance()).toEqual([]);
  });

  test.each(['到了', '来了来了', '我在现场', '迟到了不好意思 现在到了', '我到江畔驿站了', '已坐好', '到门口了'])(
    '%s is a check-in',
    async (words) => {
      expect(await talk.say('zhou', words)).toEqual(['11月主题党日签到记下了，20:00。']);
    },
  );

  test('another place is asked about', async () => {
    expect(await talk.say('zhou', '我到东门了')).toEqual([ASK_PRESENT]);
    expect(await talk.say('zhou', '1')).toEqual(['11月主题党日签到记下了，20:00。']);
  });
});
