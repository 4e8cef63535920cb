import { z } from 'zod';
import {
  type Answer,
  defineAnswer,
  defineCommand,
  defineHandler,
  defineIntent,
  type HandlerContext,
} from '../src/core/handler.ts';
import { isAllowed } from '../src/core/intent.ts';
import { having, stationText, things } from '../src/core/phrases-stations.ts';
import { facilities, type Station } from '../src/core/station.ts';
import {
  type About,
  type Asked,
  aboutSchema,
  areaAlone,
  besideSearch,
  chosen,
  dayOffMeant,
  daysMeant,
  type FollowUp,
  followUpIn,
  foundAlone,
  goesForThing,
  instantMeant,
  isOtherThing,
  narrowsSearch,
  type OpenOnly,
  offers,
  openOnlyIn,
  placeRead,
  placeSaid,
  readable,
  type StationFound,
  sayAbout,
  sayAreas,
  sayAway,
  sayDistance,
  sayFully,
  sayList,
  sayNames,
  sayOnly,
  searchFrom,
  stationIds,
  stationsAnywhere,
  stationsByIds,
  stationsNear,
  type Want,
  type Where,
  wantIn,
  whereSchema,
} from '../src/domain/stations/index.ts';
import {
  amendsTable,
  anywhere,
  asksForAll,
  costAsked,
  noMore,
  ofGoneList,
  phoneAsked,
  placeless,
} from '../src/domain/words/stations-asked.ts';

const text = {
  where: '你在哪一带？发个定位，或者说个路名。',
  whereAgain: '发个定位就行，或者说个附近的路名、商场。',
  whereFor: (thing: string, total: number) => `${thing}的驿站有 ${total} 个。你在哪一带？发个定位或说个路名。`,
  unknown: (place: string) => `没找到“${place}”那边的驿站。附近有什么大路、商场？`,
  nothingHas: (thing: string) => `驿站表里还没有写着${thing}的。`,
  notOffered: (thing: string) => `驿站表里没写着${thing}的，地图上搜一下快些。`,
  nothingOpen: (when: string) => `驿站表里没有${when}的。`,
  noPositions: '驿站表里没写坐标，定位用不上。说个路名吧。',
  none: '还没有驿站表，我查不了。可以问问书记。',
  noneForStaff: '还没有驿站表。把表格导入就能查，办法见说明书里“驿站表从哪儿来”。',
  lacks: (name: string, thing: string) => `${name}没写着${thing}。`,
  nearest: (thing: string) => `最近${thing}的：`,
  nearTo: (name: string, thing: string | null) => `离${name}近${thing === null ? '' : `、${thing}`}的：`,
  farOff: (distance: string) => `你那边还没有驿站，最近的在 ${distance}外：`,
  more: (rest: number) => `还有 ${rest} 个，说细点我再找。`,
  noneLeft: '就这些了。换个路名我再找。',
  onlySo: (count: number) => (count === 1 ? '刚才只说了一个。要别的回“换一个”。' : `刚才说了 ${count} 个。问第几个？`),
  amend: '我改不了驿站表。改好表格再导入一次就行，办法见说明书里“驿站表从哪儿来”。',
  gone: '刚才说的是哪几个，我记不住了。说个驿站名字就行。',
  call: (name: string, phone: string) => `打${name}的电话问问：${phone}。`,
  go: (name: string) => `${name}没写电话，得过去问问。`,
  enough: '好，要找随时说。',
  all: (total: number) => `驿站一共 ${total} 个：`,
  whichOne: '问哪一个？说名字，或者“第几个”。',
  narrow: '说个路名，或者要什么（充电、热饭），我给你找。',
};

const LISTED = 3;
/** Those that are not listed are kept for whoever asks for others. */
const FOUND_MOST = 12;
const AREAS_LISTED = 9;
/** As many stations are named one by one. */
const NAMED_MOST = 10;
const FAR_METRES = 50_000;

const slotsSchema = z.object({
  area: z.string().nullish().catch(null).default(null),
  facility: z.enum(facilities).nullish().catch(null).default(null),
  near_me: z.boolean().nullish().catch(null).default(null),
});

type Context = HandlerContext<unknown>;
type Words = Extract<Answer, { kind: 'words' }>;

const wordsOf = ({ message }: Context): string => (message.kind === 'said' ? readable(message.text) : '');
const positionOf = ({ message }: Context) => (message.kind === 'said' ? message.location : null);

const timeSaid = (ctx: Context): number | null => instantMeant(ctx.wish(), wordsOf(ctx), ctx.at);

function askedNow(ctx: Context, wantedAt: number | null): Asked {
  const { now, at, calendar } = ctx;
  const words = wordsOf(ctx);
  const days = wantedAt === null ? daysMeant(ctx.wish(), words, at) : null;
  const [isPhoneAsked, isCostAsked] = [phoneAsked.test(words), costAsked.test(words)];
  return { now, wantedAt, days, dayOff: dayOffMeant(words), calendar, isPhoneAsked, isCostAsked };
}

const plainly = (ctx: Context, station: Station, wantedAt: number | null) =>
  foundAlone(station, wantedAt ?? ctx.now, ctx.calendar);
/** Says it, and remembers for ten minutes which were named; not where another question of ours waits for its answer. */
async function tell(
  ctx: Context,
  lines: readonly string[],
  found: readonly Pick<StationFound, 'station'>[],
  about: Partial<Omit<About, 'ids'>> = {},
): Promise<void> {
  const said = lines.join('\n');
  const open = (await ctx.tx.openQuestions.get(ctx.member.id, ctx.conversation, ctx.now)) ?? (await ctx.owed());
  if (found.length === 0 || ctx.hasAsked() || (open && open.handler !== NAME)) return ctx.reply(said);
  ctx.ask({ name: 'about', text: said, choices: [], state: { ...about, ids: found.map(({ station }) => station.id) } });
}

/** One question, of those who have not said where. */
function askWhere(ctx: Context, question: string, state: Partial<Where> = {}): void {
  if (ctx.hasAsked()) ctx.reply(question);
  else ctx.ask({ name: 'where', text: question, choices: [], state });
}

interface Wanted {
  words: string;
  area: string | null;
  want: Want | null;
  wantedAt: number | null;
  only: OpenOnly | null;
}

const asking = (ctx: Context, { wantedAt, ...wanted }: Wanted) => ({
  ...wanted,
  near: positionOf(ctx),
  at: wantedAt ?? ctx.now,
  calendar: ctx.calendar,
});
const search = (ctx: Context, wanted: Wanted) => searchFrom(ctx.stations, asking(ctx, wanted), FOUND_MOST);

async function sayFound(ctx: Context, wanted: Wanted, found = search(ctx, wanted)): Promise<void> {
  const { wantedAt, only } = wanted;
  const asked = askedNow(ctx, wantedAt);
  const want = wantIn(wanted.words) ?? wanted.want;
  const state = { want, at: wantedAt, only };
  const isNowhere = want !== null && isOtherThing(want) && !ctx.stations.some((station) => offers(station, want));
  switch (found.kind) {
    case 'found': {
      const [first] = found.found;
      if (first && found.isOne) return await tell(ctx, [sayFully(first, asked)], [first], { want: found.want });
      const shown = found.found.slice(0, LISTED);
      const isByDistance = shown.some(({ metres }) => metres !== null);
      const rest = found.total - shown.length;
      const more = rest > 0 && !isByDistance ? [text.more(rest)] : [];
      const away = positionOf(ctx) ? (first?.metres ?? 0) : 0;
      const lines = [...(away > FAR_METRES ? [text.farOff(sayDistance(away))] : []), ...sayList(shown, asked), ...more];
      return await tell(ctx, lines, shown, { want: found.want, more: stationIds(found.found.slice(LISTED)) });
    }
    case 'lacks': {
      const there = found.there.slice(0, LISTED);
      const lacks = text.lacks(there.map(({ station }) => station.name).join('、'), having[found.want]);
      const nearest = found.found.slice(0, LISTED);
      const [only] = found.there.length === 1 && nearest.length === 0 ? there : [];
      if (only) return await tell(ctx, [lacks, call(only.station)], there);
      if (nearest.length === 0) return await tell(ctx, [lacks, ...sayList(there, asked)], there, { want: null });
      const about = { want: found.want, seen: stationIds(there), more: stationIds(found.found.slice(LISTED)) };
      return await tell(ctx, [lacks, text.nearest(having[found.want]), ...sayList(nearest, asked)], nearest, about);
    }
    case 'unknown_place':
      if (isNowhere) return ctx.reply(text.notOffered(having[want]));
      return askWhere(ctx, text.unknown(found.place), state);
    case 'no_place': {
      const { total } = found;
      if (isNowhere) return ctx.reply(text.notOffered(having[want]));
      const open = only === null ? null : sayOnly(only, asked);
      const thing = [open, found.want && having[found.want]].filter(Boolean).join('、');
      if (thing === '') return askWhere(ctx, text.where, state);
      if (total === 0) return ctx.reply(open === null ? text.nothingHas(thing) : text.nothingOpen(thing));
      return askWhere(ctx, text.whereFor(thing, total), state);
    }
    case 'no_positions':
      return askWhere(ctx, text.noPositions, state);
    case 'no_stations':
      return ctx.reply(isAllowed(ctx.member.role, 'staff') ? text.noneForStaff : text.none);
  }
}

const call = ({ name, phone }: Station): string => (phone === '' ? text.go(name) : text.call(name, phone));

const NAME = 'find-station';

/** These say where somebody is, or nothing; anything else is done by whoever does it. */
const mayNamePlace = ['smalltalk', 'find_station', 'report_hazard'];
const isPlaceAlone = ({ frames, isCommand }: Words): boolean =>
  !isCommand && frames.every(({ intent, slots }) => mayNamePlace.includes(intent) && slots.urgent !== true);

/** Too many to say it of each. */
const isMany = (those: readonly string[], { nth }: FollowUp): boolean => nth === null && those.length > LISTED;

/** Others than those that were named: what fitted as well, else the nearest to the first of them. */
async function sayOthers(ctx: Context, about: About, wantedAt: number | null, want = about.want): Promise<boolean> {
  const isSame = want === about.want;
  const seen = [...about.seen, ...(isSame ? about.ids : [])];
  const rest = stationsByIds(ctx.stations, isSame ? about.more : about.ids);
  const next = rest.filter((station) => isSame || want === null || offers(station, want)).slice(0, LISTED);
  if (next.length > 0) {
    const found = next.map((station) => plainly(ctx, station, wantedAt));
    const more = isSame ? about.more.slice(LISTED) : [];
    await tell(ctx, sayList(found, askedNow(ctx, wantedAt)), found, { want, seen, more });
    return true;
  }
  const [anchor] = stationsByIds(ctx.stations, isSame ? [...about.seen, ...about.ids] : about.ids);
  return anchor !== undefined && (await sayNear(ctx, anchor, { want, except: seen }, wantedAt));
}

/** @returns false where no other is known */
async function sayNear(
  ctx: Context,
  at: Station,
  { want, only = null, except = [] }: { want: Want | null; only?: OpenOnly | null; except?: readonly string[] },
  wantedAt: number | null,
): Promise<boolean> {
  const query = { want, only, at: wantedAt ?? ctx.now, calendar: ctx.calendar };
  const found = stationsNear(ctx.stations, { at, except }, query, LISTED);
  if (found.length === 0) return false;
  const lines = [text.nearTo(at.name, want && having[want]), ...sayList(found, askedNow(ctx, wantedAt))];
  await tell(ctx, lines, found, { want, seen: [...except, at.id] });
  return true;
}

/** Another place or another thing, where stations were just spoken of; what is not said of the two stays. */
async function searchOn(ctx: HandlerContext<About>, answer: Words, wantedAt: number | null): Promise<boolean> {
  if (!isPlaceAlone(answer)) return false;
  const said = readable(answer.words);
  const want = wantIn(said);
  if (want && goesForThing(said) && (await sayOthers(ctx, ctx.slots, wantedAt, want))) return true;
  if (!narrowsSearch(ctx.stations, said)) return false;
  const area = areaAlone(ctx.stations, said);
  const wanted = { words: placeSaid(said), area, want: want ?? ctx.slots.want, wantedAt, only: openOnlyIn(said) };
  const found = search(ctx, wanted);
  if (found.kind !== 'found' && found.kind !== 'lacks') return false;
  await sayFound(ctx, wanted, found);
  return true;
}

export default defineHandler({
  name: NAME,
  title: '找驿站',
  help: '找驿站，如“万达附近哪能充电”“江畔驿站几点关门”',
  topic: 'services',
  text: { ...text, ...stationText, things, having },
  intents: {
    find_station: defineIntent({
      keywords: ['驿站', '歇脚', '充电', '热水', '厕所', '热饭'],
      examples: ['哪里能充电', '附近有厕所吗', '人民路哪能热饭', '想找个地方歇脚'],
      slots: slotsSchema,
      async run(ctx) {
        const words = wordsOf(ctx);
        const wantedAt = timeSaid(ctx);
        const beside = besideSearch(ctx.stations, words);
        if (beside?.kind === 'call') return await tell(ctx, [call(beside.station)], [beside]);
        if (beside?.kind === 'near' && (await sayNear(ctx, beside.station, beside, wantedAt))) return;
        // What is wanted is what the words say: the reader guesses a thing even where they name another one, or none.
        const place = beside?.kind === 'search' ? { words: beside.words, area: null } : { words, area: ctx.slots.area };
        await sayFound(ctx, { ...place, want: null, wantedAt, only: openOnlyIn(words) });
      },
    }),
  },
  commands: {
    all: defineCommand({
      allow: 'anyone',
      examples: ['列出所有驿站', '有哪些驿站', '驿站都有哪些'],
      hears: (words) => (words.length < 30 && asksForAll.test(words) ? {} : null),
      async run(ctx) {
        const { stations } = ctx;
        if (stations.length === 0)
          return await sayFound(ctx, { words: '', area: null, want: null, wantedAt: null, only: null }, { kind: 'no_stations' });
        if (stations.length <= NAMED_MOST) {
          const named = stations.map((station) => ({ station }));
          return await tell(ctx, [text.all(stations.length), ...sayNames(stations), text.narrow], named);
        }
        const { lines, areas } = sayAreas(stations, AREAS_LISTED);
        askWhere(ctx, [text.all(stations.length), ...lines, text.narrow].join('\n'), { areas });
      },
    }),
    amend: defineCommand({
      allow: 'staff',
      examples: ['驿站表怎么更新'],
      hears: (words) => (amendsTable(words) ? {} : null),
      run: async (ctx) => ctx.reply(text.amend),
    }),
    gone: defineCommand({
      allow: 'anyone',
      examples: ['第二个的电话'],
      hears: (words) => (words.length < 24 && ofGoneList.test(words) ? {} : null),
      run: async (ctx) => ctx.reply(text.gone),
    }),
  },
  answers: {
    where: defineAnswer({
      allow: 'anyone',
      state: whereSchema,
      async run(ctx, answer) {
        if (answer.kind === 'choice' || !isPlaceAlone(answer)) return false;
        const { want, at, only, areas } = ctx.slots;
        const said = readable(answer.words);
        if (noMore.test(said)) {
          ctx.reply(text.enough);
          return true;
        }
        const follow = followUpIn(said);
        const [area] = follow?.kind === 'which' ? chosen(areas, follow.nth) : [];
        const words = area ?? said;
        if (words !== '' && (placeless.test(words) || (follow?.nth && !area))) {
          askWhere(ctx, text.whereAgain, ctx.slots);
          return true;
        }
        const wanted: Wanted = {
          words,
          area: area ?? placeRead(answer.frames),
          want: wantIn(words) ?? want,
          wantedAt: at,
          only: openOnlyIn(words) ?? only,
        };
        if (anywhere.test(words)) {
          await sayFound(ctx, wanted, stationsAnywhere(ctx.stations, asking(ctx, wanted), FOUND_MOST));
          return true;
        }
        const found = search(ctx, wanted);
        // A word that is no place is read as ever; one that only nobody knows is asked about once more.
        if (found.kind === 'no_place' && !answer.frames.some(({ intent }) => intent === 'find_station')) return false;
        await sayFound(ctx, wanted, found);
        return true;
      },
      covers: ({ intent }) => mayNamePlace.includes(intent),
    }),
    about: defineAnswer({
      allow: 'anyone',
      isOffer: true,
      state: aboutSchema,
      async run(ctx, answer) {
        if (answer.kind === 'choice') return false;
        const asksAgain = (question: string, isFar = false) => {
          ctx.ask({ name: 'about', text: question, choices: [], state: { ...ctx.slots, far: isFar } });
          return true;
        };
        const { want, far } = ctx.slots;
        const position = positionOf(ctx);
        if (position) {
          if (answer.words !== '' || (want === null && !far)) return false;
          if (far) return asksAgain(sayAway(stationsByIds(ctx.stations, ctx.slots.ids), position).join('\n'));
          await sayFound(ctx, { words: '', area: null, want, wantedAt: null, only: null });
          return true;
        }
        const said = readable(answer.words);
        const wantedAt = timeSaid(ctx);
        if (noMore.test(said)) {
          ctx.reply(text.enough);
          return true;
        }
        const follow = followUpIn(said);
        if (!follow || (follow.kind === 'has' && isMany(ctx.slots.ids, follow))) return await searchOn(ctx, answer, wantedAt);
        const [first, another] = stationsByIds(ctx.stations, ctx.slots.ids);
        if (follow.kind === 'open' && first && !another)
          return (await sayNear(ctx, first, { want, only: 'asked' }, wantedAt)) || asksAgain(text.noneLeft);
        if (follow.kind === 'more') return (await sayOthers(ctx, ctx.slots, wantedAt)) || asksAgain(text.noneLeft);
        const named = stationsByIds(ctx.stations, ctx.slots.ids);
        const meant = chosen(named, follow.nth);
        // A bare figure may be meant for something else.
        if (meant.length === 0) return Number.isInteger(Number(said)) ? false : asksAgain(text.onlySo(named.length));
        if (isMany(ctx.slots.ids, follow)) return asksAgain(text.whichOne);
        const asked = askedNow(ctx, wantedAt);
        const lines = meant.flatMap((station) => sayAbout(follow, plainly(ctx, station, wantedAt), asked) ?? []);
        if (follow.kind !== 'far') return asksAgain(lines.join('\n'));
        return asksAgain([...lines, stationText.far].join('\n'), true);
      },
      covers: ({ intent }) => intent !== 'report_hazard' && intent !== 'raise_appeal',
    }),
  },
});
