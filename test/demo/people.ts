// The branch of the demo: who is in it, under which ids, in which groups.

export interface Person {
  name: string;
  role?: string;
  occupation: string;
  wecom?: string;
  dingtalk?: string;
}

export const people: Record<string, Person> = {
  zhou: { name: '老周', occupation: 'courier', wecom: 'ZhouShifu' },
  zheng: { name: '小郑', occupation: 'courier', wecom: 'ZhengXiao' },
  liu: { name: '小刘', occupation: 'rider', dingtalk: 'rider001' },
  wu: { name: '小吴', occupation: 'rider', dingtalk: 'rider002' },
  li: { name: '李书记', role: 'secretary', occupation: 'office', wecom: 'LiShuji', dingtalk: 'secretary01' },
};

export interface Group {
  id: string;
  title: string;
  channel: 'wecom' | 'dingtalk';
  occupations: Record<string, number>;
  /** The key of its webhook, and DingTalk's signature. */
  webhook: string;
  secret?: string;
}

export const groups: Record<string, Group> = {
  courier: {
    id: 'wr-courier',
    title: '江畔快递群',
    channel: 'wecom',
    occupations: { courier: 28 },
    webhook: 'demo-webhook-key-0001',
  },
  rider: {
    id: 'cid-rider',
    title: '夜班骑手群',
    channel: 'dingtalk',
    occupations: { rider: 12 },
    webhook: 'demo-access-token-0001',
    secret: 'SECdemo00000000000000000000000001',
  },
};

/** `branch.json` of the server. */
export const branchFile = () => ({
  name: '江畔小哥先锋支部',
  people: Object.entries(people).map(([id, person]) => ({ id, ...person })),
  groups: Object.values(groups).map(({ webhook: key, secret, ...group }) => ({
    ...group,
    webhook: { key, ...(secret !== undefined && { secret }) },
  })),
});

/** The short name of whoever, or whichever group, has this id on a platform. */
export function nameOf(id: string): string {
  const group = Object.entries(groups).find(([, one]) => one.id === id);
  if (group) return group[0];
  const same = (one: string | undefined) => one?.toLowerCase() === id.toLowerCase();
  return Object.entries(people).find(([, { wecom, dingtalk }]) => same(wecom) || same(dingtalk))?.[0] ?? id;
}

/** What it is called in the chat. */
export const titleOf = (name: string): string => groups[name]?.title ?? people[name]?.name ?? name;
