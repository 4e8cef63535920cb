// What reports, their levels and their states are called, and what is said of a report by itself.
import type { Branch } from './branch.ts';
import { sayDate, sayDay, sayWhen } from './phrases-times.ts';
import { shanghaiHourMinute } from './shanghai.ts';
import { asWritten, cutText } from './text.ts';
import type { AppealTopic, HazardCategory, Ticket, TicketKind, TicketLevel, TicketStatus } from './ticket.ts';

const hazardTitles: Record<HazardCategory, string> = {
  fire: '消防',
  charging: '电瓶充电',
  electrical: '用电',
  gas: '燃气',
  traffic: '交通',
  road: '路面',
  facility: '设施',
  parcel: '包裹',
  public_order: '治安',
  weather: '天气',
  other: '其他隐患',
};

const appealTitles: Record<AppealTopic, string> = {
  wage: '工资',
  penalty: '罚扣款',
  social_insurance: '社保',
  injury: '工伤',
  facilities: '休息充电',
  access: '进门停车',
  sorting: '分拣线路',
  housing: '住房',
  schooling: '子女上学',
  health: '看病体检',
  training: '培训',
  other: '其他诉求',
};

const statusTitles: Record<TicketStatus, string> = {
  open: '待受理',
  accepted: '办理中',
  resolved: '已办好待回访',
  closed: '已办结',
  rejected: '不予办理',
};

/** `路面`, `工资` */
export function categoryTitle(kind: TicketKind, category: Ticket['category']): string {
  const titles: Record<string, string> = kind === 'hazard' ? hazardTitles : appealTitles;
  return titles[category] ?? titles.other!;
}

/** `支部`, as the branch calls it. */
export const levelTitle = (branch: Branch, level: TicketLevel): string => branch.tickets.levels[level].title;

export const statusTitle = (status: TicketStatus): string => statusTitles[status];

/** `东门，路面`: what a group may read of a hazard. */
export function sayWhat({ kind, category, place }: Pick<Ticket, 'kind' | 'category' | 'place'>): string {
  const title = categoryTitle(kind, category);
  return place === null ? title : `${cutText(place, 24)}，${title}`;
}

/** How far it has come without anybody. @param call the number to call, where its level has nobody who could be told; else null */
function nobodyCame(branch: Branch, { level }: Ticket, call: string | null): string {
  if (level === 'branch') return '还没人应！';
  const title = levelTitle(branch, level);
  return call === null ? `还没人应，已报${title}！` : `还没人应，${title}也没登记值班的人！${call}`;
}

/** `二号棚，电瓶险情`: what those who are called out come to. */
function sayDanger({ category, place }: Pick<Ticket, 'category' | 'place'>): string {
  const title = dangerTitles[category] ?? `${categoryTitle('hazard', category)}险情`;
  return place === null ? title : `${cutText(place, 24)}，${title}`;
}
const dangerTitles: Partial<Record<string, string>> = { fire: '火情', charging: '电瓶险情', facility: '险情', other: '险情' };

export const reportPhrases = {
  /** @param who takes it on: a name, or what the level is called */
  registered(ticket: Ticket, who: string, now: number): string {
    const head = `${ticket.number} 记下了：${sayWhat(ticket)}。`;
    return ticket.dueAt === null ? `${head}办好告诉你。` : `${head}${who}${sayWhen(ticket.dueAt, now)} 前受理，办好告诉你。`;
  },
  /** Nobody answered the question whether it is the same as another one. */
  registeredLater: (ticket: Ticket, who: string): string => {
    const head = `${ticket.number} 没等到你回话，按新的记了：${sayWhat(ticket)}。`;
    const by = ticket.dueAt === null ? '' : `${who}${sayDate(ticket.dueAt)}${shanghaiHourMinute(ticket.dueAt)}前受理，`;
    return `${head}${by}办好告诉你。`;
  },
  registeredBriefly: '按新的记了',
  /** Behind an emergency number, in front of which the people are mentioned. */
  come: (ticket: Ticket): string => `${sayDanger(ticket)}：请马上到场。${ticket.number}（紧急）。`,
  /** The same by ourselves, because it was not said in the group. */
  comeByUs: (ticket: Ticket, emergency: string): string => `${emergency}\n${reportPhrases.come(ticket)}`,
  comeAgain: (branch: Branch, ticket: Ticket, call: string | null): string =>
    `${nobodyCame(branch, ticket, call)}${reportPhrases.come(ticket)}`,
  /** To each of them alone. */
  comeAlone: (ticket: Ticket, added: readonly string[]): string =>
    `紧急 ${ticket.number}：${sayDanger(ticket)}。\n原话：${asWritten(cutText([ticket.words, ...added].join('；'), 200))}\n请马上到场，去就回“我去 ${ticket.number}”。`,
  comeAloneAgain: (branch: Branch, ticket: Ticket, added: readonly string[], call: string | null): string =>
    `${nobodyCame(branch, ticket, call)}${reportPhrases.comeAlone(ticket, added)}`,
  /** Behind the last call, to who settles tickets. */
  lastCall: '一直没人应，这是最后一遍，我不再喊了。请您打电话找人。',
  /** With the last call, to who reported it. */
  nobodyAnswered: ({ number }: Ticket, call: string): string => `${number} 一直没人应，刚喊了最后一遍。别等了：${call}`,
  placeCame: (ticket: Ticket): string => `${ticket.number}（紧急）的地点：${ticket.place ?? ''}。请马上到场。`,
  coming: '我去',
  sameAsked: (ticket: Ticket, now: number): string =>
    `和 ${ticket.number}（${sayWhat(ticket)}，${sayDay(ticket.createdAt, now)}报的）是一回事吗？`,
  /** Why a report was ended, and what stands in the history of the other one. */
  duplicateOf: (number: string): string => `和 ${number} 是一回事`,
  photosAt: (number: string): string => `照片在 ${number}`,
  /** A place that has no name. */
  position: (latitude: string, longitude: string): string => `定位 ${latitude},${longitude}`,
  /** How many came later. */
  photosAdded: (count: number): string => `照片 ${count} 张`,
  offDuty: (people: readonly { name: string | null }[], at: number): string => {
    const names = people.flatMap(({ name }) => (name === null ? [] : [name])).join('、');
    return `${sayDate(at)}改由${names === '' ? '别人' : names}值班，你不用值了。`;
  },
  /** To whoever was put on duty; read later than it is said. */
  onDuty: (by: string | null, at: number): string => `${by ?? '书记'}排你 ${sayDate(at)}值班，有急事我喊你。`,
  calling: (number: string, names: string): string => `${number}（紧急）记下了，正在喊${names}。`,
  nobodyToCall: (number: string): string => `${number}（紧急）记下了。这会儿没有值班的人能喊，请马上喊身边的人。`,
  /** Said of one and the same danger, the later one first. */
  arrived: (number: string): string => `${number} 记上您到了。处理完说“${number} 办好了”。`,
  bothPlaces: (later: string, before: string): string => `${later}（先说${before}）`,
  placed: (number: string, place: string): string => `${number} 补上了：${place}。`,
  placeTold: (number: string, place: string): string => `${number}（紧急）的地点记下了：${place}。`,
  placeToldAlone: (number: string, place: string): string => `地点告诉他们了：${place}。${number}（紧急）。`,
  merged: (ticket: Ticket, other: string): string =>
    `${ticket.number} ${reportPhrases.duplicateOf(other)}，并到那边办，这件不用管了。`,
};

/** Asked where the answer changes what happens; a yes means danger. */
export const extraQuestionTexts = {
  hurt: '有人受伤吗？回 1 有，回 2 没有。',
  wire: '电线垂到人能碰到的地方吗？回 1 有，回 2 没有。',
  smell: '现在还有味吗？回 1 有，回 2 没有。',
  leak: '还在漏、有人难受吗？回 1 有，回 2 没有。',
  trapped: '有人困在里面吗？回 1 有，回 2 没有。',
};
