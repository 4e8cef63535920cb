import type { Frame } from '../../src/core/intent.ts';
import type { Understand } from '../../src/core/understanding.ts';

const FIXED: readonly (readonly [RegExp, Frame])[] = [
  [/冒烟/, { intent: 'report_hazard', slots: { category: 'charging', urgent: true } }],
  [/双报到/, { intent: 'check_in', slots: { kind: 'double_report' } }],
  [/签到/, { intent: 'check_in', slots: { kind: 'unspecified' } }],
  [/志愿服务做完了/, { intent: 'check_in', slots: { kind: 'volunteer' } }],
  [/志愿服务两小时/, { intent: 'check_in', slots: { kind: 'volunteer', hours: 2 } }],
  [/早巡查完了/, { intent: 'check_in', slots: { kind: 'patrol', half: 'morning', items: { passage: 'ok' } } }],
  [/哪里能充电/, { intent: 'find_station', slots: { facility: 'charging' } }],
  [/撤销/, { intent: 'undo', slots: {} }],
  [/帮助/, { intent: 'help', slots: {} }],
];

/** Knows a few words and is sure of them: tests of the flow must not hang on what the real reader has learnt. */
export const plainReader: Understand = (text) => {
  const frames = FIXED.filter(([words]) => words.test(text)).map(([, frame]) => frame);
  return frames.length > 0 ? frames : [{ intent: 'smalltalk', slots: {} }];
};
