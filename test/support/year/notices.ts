// The 60 notices of the year: five a month, half of them wanting an answer, two of them urgent.
import { DAY_MS, MINUTE_MS } from '../../../src/core/clock.ts';
import { shanghaiInstant } from '../../../src/core/shanghai.ts';
import { YEAR } from './branch.ts';
import { workdayBefore } from './plans.ts';

export interface Announced {
  key: string;
  saidAt: number;
  confirmedAt: number;
  words: string;
  asksBack: boolean;
  urgent: boolean;
  whom: 'all' | 'couriers' | 'riders';
}

const MATTERS: readonly ((month: number) => string)[] = [
  (month) => `${month}月的换电柜检修，东区两台停用半天`,
  (month) => `${month}月份的工会福利到驿站领`,
  (month) => `${month}月起驿站晚上开到十点`,
  (month) => `${month}月的头盔检查别忘了，带子松的来换`,
  (month) => `${month}月的雨衣和反光背心到了，按站点领`,
];

const HEADS = { all: '通知大家：', couriers: '通知快递员：', riders: '通知骑手：' };
const WHOM = ['all', 'couriers', 'all', 'riders', 'all'] as const;
const DAYS = [6, 12, 17, 23, 28];
const URGENT = [17, 41];

function announced(index: number): Announced {
  const month = Math.floor(index / 5) + 1;
  const urgent = URGENT.includes(index);
  const asksBack = !urgent && index % 2 === 0;
  const whom = urgent ? 'all' : WHOM[index % 5]!;
  const day = workdayBefore(
    shanghaiInstant(`${YEAR}-${String(month).padStart(2, '0')}-${String(DAYS[index % 5]).padStart(2, '0')}`),
  );
  const saidAt = day + 15 * 60 * MINUTE_MS + 8 * MINUTE_MS + (index % 9) * 4 * MINUTE_MS;
  const matter = urgent ? `${month}月这场大风已经到了，先停下来找地方躲` : MATTERS[index % 5]!(month);
  return {
    key: `notice-${String(index + 1).padStart(2, '0')}`,
    saidAt,
    confirmedAt: saidAt + MINUTE_MS,
    words: `${urgent ? '紧急通知大家：' : HEADS[whom]}${matter}${asksBack ? '，收到请回复' : ''}`,
    asksBack,
    urgent,
    whom,
  };
}

export const notices: readonly Announced[] = Array.from({ length: 60 }, (_, index) => announced(index));

/** All groups have heard of it by then. */
export const heardAt = ({ saidAt }: Announced): number =>
  Math.floor((saidAt + 8 * 3_600_000) / DAY_MS) * DAY_MS - 8 * 3_600_000 + (21 * 60 + 12) * MINUTE_MS;
