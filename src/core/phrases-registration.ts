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
  about: {
    why: '登记是让支部认识你、核实党员身份、有事找得到你。',
    must: '登记自愿，不登记也照样用我办事、参加活动。',
    who: '登记只有支部书记看得到，不往外说；随时能说“删除我的数据”。',
    parts: '除了名字都可以不说，回“跳过”就行。',
  },
};

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
