// What people call activities.
import type { ActivityKind } from '../../core/activity.ts';

/** What else the kinds are called: somebody who says one means an activity of the kind, whatever its title. */
export const kindWords: Record<ActivityKind, readonly string[]> = {
  party_day: ['主题党日', '党日', '党员活动日', '支部活动日', '党课', '支部会'],
  volunteer: ['志愿服务', '志愿活动', '志愿者', '义工', '公益'],
  training: ['培训', '上课', '讲座', '学习', '课堂'],
  health_check: ['体检', '义诊', '查体', '健康检查'],
  meeting: ['会议', '开会', '例会', '座谈会', '碰头会'],
  other: [],
};

/** Say nothing about which activity is meant. */
export const heardAnyActivity =
  /活动|报名|参加|那个|这个|那场|这场|那次|这次|本次|下次|上次|刚才|刚刚|刚发|最近|一起|名额|[的场次个了去]/gu;
