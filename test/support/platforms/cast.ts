// Who lives in the fake world of `npm run fake-platforms`, and where.
import { createHash } from 'node:crypto';

export type Platform = 'wecom' | 'dingtalk';

export const people = [
  { id: 'zhou', name: '周师傅', role: 'member', occupation: 'courier', wecom: 'ZhouShifu' },
  { id: 'li', name: '李书记', role: 'secretary', occupation: 'office', wecom: 'LiShuji', dingtalk: 'secretary01' },
  { id: 'liu', name: '小刘', role: 'member', occupation: 'rider', dingtalk: 'rider001' },
  { id: 'wu', name: '小吴', role: 'member', occupation: 'rider', dingtalk: 'rider002' },
] as const;

export const groups = [
  { id: 'wrFakeCourier', title: '快递群', channel: 'wecom', occupations: { courier: 28 }, webhook: 'fake-webhook-key-0001' },
  {
    id: 'cidFakeRider',
    title: '骑手群',
    channel: 'dingtalk',
    occupations: { rider: 12 },
    webhook: 'fake-access-token-0001',
    secret: 'SECfake00000000000000000000000001',
  },
] as const;

/** The branch's own file: people and groups as a server should know them. */
export const branchFile = () => ({
  people,
  groups: groups.map(({ webhook: key, ...group }) => {
    const { secret, ...plain } = { secret: undefined, ...group };
    return { ...plain, webhook: { key, ...(secret !== undefined && { secret }) } };
  }),
});

/** The id a person has there; somebody nobody knows gets one that stays the same. */
export function idOf(name: string, platform: Platform): string {
  const known = people.find((person) => person.name === name);
  const id = known && { dingtalk: undefined, wecom: undefined, ...known }[platform];
  if (id !== undefined) return id;
  return /^[\w.@-]{1,64}$/.test(name) ? name : `u${createHash('sha256').update(name).digest('hex').slice(0, 10)}`;
}

export function nameOf(id: string): string {
  const known = people.find((person) => Object.values(person).some((value) => String(value).toLowerCase() === id.toLowerCase()));
  return known?.name ?? id;
}

export const titleOf = (group: string): string => groups.find(({ id }) => id === group)?.title ?? group;
