// The branch whose year is played: 50 couriers, 20 riders, 5 people of the station, in three groups.
import { type Reset, resetSchema } from '../../../src/http/simulator/reset.ts';

export const YEAR = 2026;
export const BEGIN_AT = Date.parse('2026-01-01T08:00:00+08:00');
/** A few days into the next year: what December left is over by then. */
export const END_AT = Date.parse('2027-01-06T22:10:00+08:00');

export const SECRETARY = 'o1';

export interface Person {
  id: string;
  name: string;
  occupation: 'courier' | 'rider' | 'office';
  groups: string[];
}

const SURNAMES = [...'赵钱孙周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华'];

function team(occupation: Person['occupation'], count: number, groups: string[], called: (surname: string) => string): Person[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `${occupation[0]}${index + 1}`,
    name: called(SURNAMES[index % SURNAMES.length]!) + (index < SURNAMES.length ? '' : '二'),
    occupation,
    groups,
  }));
}

export const people: readonly Person[] = [
  ...team('courier', 50, ['couriers', 'branch'], (surname) => `老${surname}`),
  ...team('rider', 20, ['riders', 'branch'], (surname) => `小${surname}`),
  ...team('office', 5, ['branch'], (surname) => `${surname}姐`),
];

export const groups = [
  { id: 'couriers', title: '江畔快递群', channel: 'wecom', occupations: { courier: 50 } },
  { id: 'riders', title: '夜班骑手群', channel: 'dingtalk', occupations: { rider: 20 } },
  { id: 'branch', title: '小哥先锋大群', channel: 'wecom', occupations: { courier: 50, rider: 20, office: 5 } },
] as const;

export const reset: Reset = resetSchema.parse({
  now: '2026-01-01T08:00:00+08:00',
  groups,
  members: people.map(({ id, name, occupation, groups: theirs }) => ({
    id,
    name: id === SECRETARY ? '李书记' : name,
    role: id === SECRETARY ? 'secretary' : 'member',
    occupation,
    groups: theirs,
  })),
  settings: { regularDay: 20 },
});
