// How people ask for the help of one topic, or how one thing is done; and the words that topics go by.
import type { StaffTopic, Topic } from '../../core/handler.ts';

export type HelpAsked =
  /** The help of what is named; nothing but `书记` asks for all of the secretaries'. */
  | { kind: 'help'; about: string; isForStaff: boolean }
  /** How something is done: what stands around the question word. */
  | { kind: 'how'; about: string };

/** Words a topic goes by, beside its title. */
export const topicWords: Record<Topic | StaffTopic, readonly string[]> = {
  check_in: ['签到', '巡查', '打卡', '签到打卡', '签到巡查', '志愿', '志愿服务'],
  reports: ['隐患', '诉求', '工单', '隐患诉求', '反映', '反映问题', '上报'],
  activities: ['活动', '学习', '报名', '党日', '通知', '活动学习'],
  services: ['驿站', '政策', '服务', '清单', '驿站政策'],
  points: ['积分', '兑换', '时长', '时间银行', '分'],
  own: ['登记', '报到', '我的', '岗位', '自己', '设置', '隐私'],
  announcing: ['办活动', '发通知', '活动', '通知', '学习'],
  handling: ['处理', '工单', '隐患', '诉求', '报来的事', '办理'],
  lists: ['名单', '表', '排班', '值班', '巡查', '接龙', '清单'],
  posts: ['积分', '岗位', '兑换', '工时', '积分和岗位'],
  people: ['人', '支部', '换届', '报到', '登记', '问答'],
};

/** Longer words are more than one question. */
const LONGEST = 24;

const FRONT = '^(?:小蜂|请问|问一?下|我?想(?:问|知道)一?下?|求助|那个|麻烦|你好|[\\s,:，：])*';
const BEHIND = '(?:来着|啊|呀|呢|嘛|吗|哦|噢|哈|的|嘞|咯|呗|一下|[\\s,.!?，。！？~～])*$';
/** Not how something goes, nor why it is so. */
const HOW =
  '(?:怎么(?![样了没不还又这那回])|怎样(?!了)|咋个?(?![样了没不还又这那回])|如何(?=[^\\s啊呀呢,.!?，。！？])|啷个|点样|哪能)';
const TEACH = '教(?:教|我|俺|哈|一下|下)*(?:怎么|咋个?|如何)?';
const PART = '[^\\s,.;!?，。；！？]';

const WHAT_FOR =
  '(?:是)?(?:拿来)?(?:干[嘛吗啥]|干什么|做啥子?|做什么|搞(?:啥子?|什么))(?:用|使)?的?|(?:有|起)?(?:啥子?|什么|嘛)(?:用处?|作用|好处|意义)';

const heardHelp = [
  new RegExp(`${FRONT}(?:看看?)?(?<staff>书记)?的?(?:帮助|使用说明|菜单)[\\s:：,，的]*(?<about>${PART}{0,10}?)${BEHIND}`, 'u'),
  new RegExp(`${FRONT}(?:看看?)?(?<staff>书记)?(?<about>${PART}{1,10}?)\\s?的?(?:帮助|使用说明|用法)${BEHIND}`, 'u'),
  new RegExp(`${FRONT}(?<staff>书记)?(?<about>${PART}{1,8}?)(?:是|要|该|应该)?${HOW}(?:用|使|玩)${BEHIND}`, 'u'),
  new RegExp(
    `${FRONT}(?:这个?|那个?)?(?<about>签到|打卡|签到打卡|巡查|接龙|报名|报?隐患|提?诉求|工单|登记)(?:这个|功能)?(?:${WHAT_FOR})${BEHIND}`,
    'u',
  ),
];
const heardHow = [
  new RegExp(`${FRONT}[我俺咱]?们?(?:要|该|应该|想)?(?:${HOW}|${TEACH})(?<behind>${PART}{1,12}?)${BEHIND}`, 'u'),
  new RegExp(`${FRONT}(?<front>${PART}{1,8}?)(?:是|要|该|应该|得)?${HOW}(?<behind>${PART}{0,6}?)${BEHIND}`, 'u'),
];

/** @returns null when the words ask for no help, or not in one short sentence */
export function helpAskedIn(words: string): HelpAsked | null {
  if (words.length > LONGEST) return null;
  for (const pattern of heardHelp) {
    const found = pattern.exec(words)?.groups;
    if (!found) continue;
    const { staff, about = '' } = found;
    if (about === '书记' || (staff !== undefined && about === '')) return { kind: 'help', about: '', isForStaff: true };
    if (about !== '') return { kind: 'help', about, isForStaff: staff !== undefined };
  }
  for (const pattern of heardHow) {
    const found = pattern.exec(words)?.groups;
    if (found) return { kind: 'how', about: (found.front ?? '') + (found.behind ?? '') };
  }
  return null;
}

const heardAsking = /怎|咋|如何|啷|点样|哪|教|啥|什么|么子|入口|按钮|不会|不了|失败|没反应|说明/;
const STOPS = /[\s,.;!?，。；！？]+/;

const QUESTION_WORDS = /怎么样?|怎样|咋[个样]?|如何|啷个|点样|教[教我俺哈]*|哪[里儿个]?|啥|什么|么子/g;
/** Known already. */
const heardBesides = /除了/;

/** The parts of a longer message that ask how something is done, without the question words. */
export const askingPartsOf = (words: string): string[] =>
  words
    .split(STOPS)
    .filter((part) => part.length <= LONGEST && heardAsking.test(part) && !heardBesides.test(part))
    .map((part) => part.replace(QUESTION_WORDS, ''));

const EMPTY_FRONT =
  /^(?:才能|可以|能|去|来|再|先|给你|跟你|向你|和你|在群里|在这|把|我的?|个|一下|查看|查|看|找|弄|搞|办理?|做|说|提|填|发|按|点|操作|使用|上报|报(?![名到告])|登记(?=.))+/;
const EMPTY_BEHIND = /(?:弄|搞|办理?|整|做|用|使|填|报|提|发|说|按|点|操作|查|看|找|打|个|一下|法)+$/;

/** What is asked about, without the verbs that go with anything. */
export const coreOf = (about: string): string => {
  if (about.length > LONGEST) return about;
  const core = about.replace(EMPTY_FRONT, '').replace(EMPTY_BEHIND, '');
  return core === '' ? about : core;
};

const heardNumber = /^(?:回|选|看|要|按|第|\s)*([1-9]|[一二三四五六七八九])(?:个|号|吧|的|呢|[\s.。])*$/;

/** The number that is all the words say; null when they say anything else. */
export const numberSaid = (words: string): string | null => heardNumber.exec(words)?.[1] ?? null;
