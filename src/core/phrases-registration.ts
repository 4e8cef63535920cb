// What is said of a registration in more than one place: the parts of it, and what goes between the person and the secretary.
import { cutText } from './text.ts';

/** Parts as people call them. */
const partTitles = {
  name: '姓名',
  employer: '公司',
  outlet: '站点',
  community: '住的社区',
  workCommunity: '上班的社区',
  membership: '是不是党员',
  homeBranch: '组织关系在哪',
};
type Part = keyof typeof partTitles;

const membershipTitles = { member: '党员', probationary: '预备党员', none: '不是党员' };

/** Longer words are read by “报到 3”. */
const SHOWN_MAX = 60;

export const registrationPhrases = {
  deskAlone: '报到的事请私聊我说。',
  forSecretary: '别人的报到只给书记看。查自己的，说“我报到怎么样了”。',
  unnamed: '没说姓名',
  arrived: (number: number, name: string, missing: string) =>
    `${name}来报到了，${number} 号${missing}。看全部说“报到 ${number}”，属实就说“报到 ${number} 核实了”。`,
  changed: (number: number, name: string, missing: string) =>
    `${number} 号${name}改了报到信息${missing}。看全部说“报到 ${number}”，属实就说“报到 ${number} 核实了”。`,
  answered: (number: number, name: string, said: string) =>
    `${number} 号${name}补充了：“${cutText(said, SHOWN_MAX)}”。属实就说“报到 ${number} 核实了”。`,
  verified: '书记核实了你的报到。有事随时找我。',
  asksFor: (what: string) => `你报到的事，书记还想问：“${what}”。直接回我一句，我转给书记。证件照片别发给我，当面给书记看。`,
  missing: (titles: string) => `，没说${titles}`,
  passedOn: '好，转给书记了，他看过我告诉你。',
  nothingAsked: '书记现在没有要你补充的。',
  inGroup: '收到，登记的事我私信你说。',
  tellMeAlone: '登记的事不在群里说，请私聊我说“报到登记”。',
  reported: {
    taken: (ticket: string) => `${ticket} 登记过了，要补什么直接说。党员报到才说“报到登记”。`,
    what: '要登记什么？隐患、诉求直接说，党员报到说“报到登记”。',
  },
  consent: {
    choices: ['同意', '不同意'],
    first: '先说声同意，我才能记。',
    what: '登记要问：姓名、公司、站点、住的社区；党员再问组织关系在哪。',
    why: '用来让支部认识你、核实党员身份、有事找得到你。',
    who: '只有支部书记看得到。',
    sealed: '只有支部书记看得到，我加了密存着。',
    rights: '随时能看：“我的数据”；随时能删：“删除我的数据”。',
    ask: '同意回 1，不同意回 2。',
  },
  questions: {
    name: '你叫什么名字？',
    employer: '在哪个公司或平台？',
    outlet: '在哪个站点、网点？',
    community: '住哪个社区？上班在别的社区，也一起说。',
    membership: '你是党员吗？是回 1，不是回 2，不想说就说“跳过”。',
    homeBranch: '组织关系在哪个支部，或者哪个地方？',
  },
  status: {
    waiting: (number: number) => `你登记过了，${number} 号，在等书记核实。要改就说“改报到信息”。`,
    verified: (number: number) => `你登记过了，${number} 号，书记核实过了。要改就说“改报到信息”。`,
    asked: (number: number, what: string) => `你是 ${number} 号，书记还想问：“${what}”。直接回一句就行。`,
    none: '你还没登记。要登记就说“报到登记”。',
  },
  data: {
    own: (number: number) => `登记（${number} 号）：`,
    unfinished: '登到一半的报到：',
  },
  outcome: {
    registered: (number: number) => `登记好了，你是 ${number} 号。书记核实后我私信你。`,
    changed: (number: number) => `改好了，还是 ${number} 号，书记会再核实一下。`,
    notChanged: '和原来的一样，没有改。',
    rights: '想看说“我的数据”，想删说“删除我的数据”。',
  },
  check: {
    readBack: '我记的是：',
    askRight: '对了回 1，不对回 2，或者直接说哪里错。',
  },
  about: {
    why: '登记是让支部认识你、核实党员身份、有事找得到你。',
    must: '登记自愿，不登记也照样用我办事、参加活动。',
    who: '登记只有支部书记看得到，不往外说；随时能说“删除我的数据”。',
    parts: '除了名字都可以不说，回“跳过”就行。',
    phone: '电话、身份证号都不用写，我不记。',
    when: '什么时候核实看书记安排，核实了我马上私信你。',
    branch: '组织关系就是你的党员关系归哪个支部管。',
    notMoved: '没转过来不要紧，照实说现在在哪就行。',
    blank: '登记自愿；登了，除了名字也都可以不说，回“跳过”就行。',
    secretary: '书记的电话我没有。有话带给他，说“找人工”，我帮你转。',
    what: '登记就是在支部报个到：让支部认识你，党员核实一下身份。',
  },
};

/** What is asked before anything is kept. @param lead said before it */
export function sayConsent(isSealed: boolean, lead?: string): string {
  const { what, why, who, sealed, rights, ask } = registrationPhrases.consent;
  return [...(lead === undefined ? [] : [lead]), what, why, isSealed ? sealed : who, rights, ask].join('\n');
}

/** `，没说站点、住的社区`; empty where nothing is missing. */
export function sayMissing(parts: readonly Part[]): string {
  return parts.length === 0 ? '' : registrationPhrases.missing(parts.map((part) => partTitles[part]).join('、'));
}

/** One line for each part that was said. */
export function sayDetails(details: Readonly<Record<Part, string | null>>): string[] {
  return (Object.keys(partTitles) as Part[]).flatMap((part) => {
    const said = details[part];
    if (said === null) return [];
    return part === 'membership'
      ? [membershipTitles[said as keyof typeof membershipTitles]]
      : [`${part === 'homeBranch' ? '组织关系' : partTitles[part]}：${said}`];
  });
}

/** All that was told, for a yes or a correction. @param lead said before it */
export function sayReadBack(details: Parameters<typeof sayDetails>[0], lead = ''): string {
  const { readBack, askRight } = registrationPhrases.check;
  return [lead + readBack, ...sayDetails(details), askRight].join('\n');
}
