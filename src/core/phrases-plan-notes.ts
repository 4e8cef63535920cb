// Why a plan is as it is, one short line each.
import { type Occupation, occupations } from './member.ts';
import { sayDate } from './phrases-times.ts';
import { type DayPart, dayParts, type PlanNote } from './planner.ts';
import { shanghaiInstant } from './shanghai.ts';
import { cutText } from './text.ts';

const people: Record<Occupation, string> = { courier: '快递员', rider: '骑手', driver: '司机', office: '站里' };
const busy: Record<Occupation, string> = {
  courier: '快递员都在派件',
  rider: '骑手都在跑单',
  driver: '司机都在路上',
  office: '站里抽不开身',
};
const parts: Record<DayPart, string> = { morning: '上午', noon: '中午', afternoon: '下午', evening: '晚上' };
const pauses = { storm: '风雨大', heat: '天太热', other: '线下活动先停着' };

const day = (date: string) => sayDate(shanghaiInstant(date));
const names = (some: readonly Occupation[]) => occupations.filter((each) => some.includes(each)).map((each) => people[each]);
/** A branch names its seasons itself. */
const season = (name: string) => `${cutText(name, 12)}旺季`;

/** A part of the day, or clock times as they are. */
function hours(wished: string): string {
  const part = dayParts.find((each) => each === wished);
  if (part) return parts[part];
  if (wished.startsWith('00:00–')) return `${wished.slice(6)}前`;
  return wished.endsWith('–24:00') ? `${wished.slice(0, 5)}后` : wished;
}

/** At night nobody is out delivering. */
function whyNotAt(wished: string, occupation: Occupation): string {
  if (/^\d\d:\d\d$/.test(wished) && wished >= '21:30') return `太晚，${people[occupation]}要歇了`;
  if (/^\d\d:\d\d$/.test(wished) && wished < '06:00') return `太早，${people[occupation]}还在歇着`;
  return busy[occupation];
}

/** One note of a plan as one Chinese line of at most 60 characters, such as `10:00快递员都在派件，改到20:05`. */
export function sayPlanNote(note: PlanNote): string {
  switch (note.kind) {
    case 'moved_to_window':
      return `${hours(note.wished)}${whyNotAt(note.wished, note.occupation)}，改到${note.start}`;
    case 'moved_earlier':
      return `${note.wished}开始${people[note.occupation]}来不及开完，提前到${note.start}`;
    case 'separate_sessions':
      return `${names(note.occupations).join('、')}空的时间凑不到一起，分${note.occupations.length}场开`;
    case 'joint_session':
      return `${names(note.occupations).join('、')}这时候都有空，合成一场开`;
    case 'moved_from_season':
      return `${day(note.wished)}正是${season(note.season)}，快递员走不开，改到${day(note.date)}`;
    case 'moved_from_holiday':
      return `${day(note.wished)}放假，不占大家的假，改到${day(note.date)}`;
    case 'moved_from_rest_day':
      return `${day(note.wished)}站里休息，改到${day(note.date)}`;
    case 'moved_from_pause':
      return `${day(note.wished)}${pauses[note.reason]}，改到${day(note.date)}`;
    case 'day_too_short':
      return `${day(note.wished)}剩下的空档不够开一场，改到${day(note.date)}`;
    case 'online_instead':
      return note.season === null
        ? `线下活动先停着，${day(note.date)}改成线上`
        : `这个月剩下的日子都是${season(note.season)}，${day(note.date)}改成线上`;
    case 'shortened':
      return `${people[note.occupation]}这段时间只抽得出${note.minutes}分钟，这场就开这么久`;
    case 'insisted':
      return note.occupations.length === 0
        ? '时间按您定的来'
        : `时间按您定的来，这个点${names(note.occupations).join('、')}多半走不开`;
    case 'calendar_unknown':
      return `${note.year}年怎么放假调休还没公布，先按平常的周末排`;
  }
}
