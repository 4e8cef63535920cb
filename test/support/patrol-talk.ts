// A branch with patrols, as the tests of the roster talk to it.
import { resetSchema } from '../../src/http/simulator/reset.ts';

export const patrolWorld = (now: string, patrols: unknown[] = []) =>
  resetSchema.parse({
    now: `${now}:00+08:00`,
    groups: [
      { id: 'g1', title: '江畔快递群', channel: 'wecom', occupations: { courier: 3 } },
      { id: 'g2', title: '夜班骑手群', channel: 'dingtalk', occupations: { rider: 1 } },
    ],
    members: [
      { id: 'zhou', name: '老周', occupation: 'courier', groups: ['g1'] },
      { id: 'wang', name: '老王', occupation: 'courier', groups: ['g1'] },
      { id: 'liu', name: '小刘', occupation: 'rider', groups: ['g2'] },
      { id: 'chen', name: '陈师傅', occupation: 'driver', groups: ['g1'] },
      { id: 'li', name: '李书记', role: 'secretary', occupation: 'office', groups: ['g1', 'g2'] },
      { id: 'guest', name: '新来的', role: 'guest', occupation: 'courier', groups: ['g1'] },
    ],
    settings: { patrols },
  });

export const everyDay = (half: string, ...people: string[]) => ({ half, weekdays: [1, 2, 3, 4, 5, 6, 7], people });

/** Only what is said of patrols. */
export const about = (said: string[]) => said.filter((line) => /巡/.test(line));
