import { expect, it } from 'vitest';
import { branchSchema } from '../../src/core/branch.ts';
import { rosterOf } from '../../src/domain/roster.ts';

const branch = branchSchema.parse({
  people: [
    { id: 'zhang', name: '张三', wecom: 'ZhangSan', groups: ['city-east', 'city-west'] },
    { id: 'li', name: '李四', role: 'coordinator', dingtalk: 'ls01' },
  ],
});

it('names who is in which group, as far as the settings say so', () => {
  expect(rosterOf(branch, []).map(({ id, groups }) => [id, groups])).toEqual([
    ['zhang', ['city-east', 'city-west']],
    ['li', []],
  ]);
});

it('raises a listed first secretary, and adds one that is not listed', () => {
  const roster = rosterOf(branch, ['wecom:zhangsan', 'dingtalk:ls01', 'wecom:wangwu']);
  expect(roster.map(({ id, role, accounts }) => [id, role, accounts])).toEqual([
    ['zhang', 'secretary', ['wecom:zhangsan']],
    ['li', 'coordinator', ['dingtalk:ls01']],
    ['wecom:wangwu', 'secretary', ['wecom:wangwu']],
  ]);
  expect(roster[2]).toMatchObject({ name: null, groups: [] });
});
