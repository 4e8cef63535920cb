import { z } from 'zod';
import { defineAnswer, defineCommand, defineHandler, defineIntent } from '../src/core/handler.ts';
import { having, stationText, findingText as text, things } from '../src/core/phrases-stations.ts';
import { facilities } from '../src/core/station.ts';
import {
  type About,
  aboutSchema,
  askedNow,
  asking,
  askWhere,
  besideSearch,
  call,
  chosen,
  FOUND_MOST,
  followUpIn,
  isMany,
  isPlaceAlone,
  mayNamePlace,
  NAME,
  openOnlyIn,
  pickOf,
  placeRead,
  plainly,
  readable,
  sayAbout,
  sayAreas,
  sayAway,
  sayBetween,
  sayFaults,
  sayFound,
  sayNames,
  sayNear,
  sayOpen,
  sayOthers,
  search,
  searchOn,
  stationsAnywhere,
  stationsByIds,
  talkOf,
  tell,
  type Wanted,
  wantIn,
  whereSchema,
} from '../src/domain/stations/index.ts';
import { amendsTable, anywhere, asksForAll, noMore, ofGoneList, placeless } from '../src/domain/words/stations-asked.ts';
import { mayEnter, switchAlone } from '../src/domain/words/stations-shapes.ts';

const AREAS_LISTED = 9;
/** As many stations are named one by one. */
const NAMED_MOST = 10;

const slotsSchema = z.object({
  area: z.string().nullish().catch(null).default(null),
  facility: z.enum(facilities).nullish().catch(null).default(null),
  near_me: z.boolean().nullish().catch(null).default(null),
});

/** Neither a place nor a thing was said. */
const NOTHING: Wanted = { words: '', area: null, want: null, only: null };

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
        const talk = await talkOf(ctx);
        const { words } = talk;
        const beside = besideSearch(ctx.stations, words);
        if (beside?.kind === 'call') return await tell(talk, [call(beside.station)], [beside]);
        if (beside?.kind === 'between') return await tell(talk, [sayBetween(beside.stations)], []);
        if (beside?.kind === 'open') return await sayOpen(talk, beside.which);
        if (beside?.kind === 'near' && (await sayNear(talk, beside.station, beside))) return;
        // What is wanted is what the words say: the reader guesses a thing even where they name another one, or none.
        const place = beside?.kind === 'search' ? { words: beside.words, area: null } : { words, area: ctx.slots.area };
        await sayFound(talk, { ...place, want: null, only: openOnlyIn(words) });
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
        const talk = await talkOf(ctx);
        if (stations.length === 0) return await sayFound(talk, NOTHING, { kind: 'no_stations' });
        if (stations.length <= NAMED_MOST) {
          const named = stations.map((station) => ({ station }));
          return await tell(talk, [text.all(stations.length), ...sayNames(stations), text.narrow], named);
        }
        const { lines, areas } = sayAreas(stations, AREAS_LISTED);
        askWhere(ctx, [text.all(stations.length), ...lines, text.narrow].join('\n'), { areas });
      },
    }),
    switch: defineCommand({
      allow: 'anyone',
      examples: ['换一个'],
      hears: (words) => (words.length < 16 && switchAlone.test(words) ? {} : null),
      run: async (ctx) => ctx.reply(text.switchWhat),
    }),
    enter: defineCommand({
      allow: 'anyone',
      examples: ['不是党员能进驿站吗'],
      hears: (words) => (words.length < 30 && mayEnter.exec(words)?.groups?.station ? {} : null),
      run: async (ctx) => ctx.reply(text.mayEnter),
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
        const before = await talkOf(ctx);
        const talk = before.isWhenSaid ? before : { ...before, when: { wantedAt: at, days: null, dayOff: null } };
        const wanted: Wanted = {
          words,
          area: area ?? placeRead(answer.frames),
          want: wantIn(words) ?? want,
          only: openOnlyIn(words) ?? only,
        };
        if (anywhere.test(words)) {
          await sayFound(talk, wanted, stationsAnywhere(ctx.stations, asking(talk, wanted), FOUND_MOST));
          return true;
        }
        const found = search(talk, wanted);
        // A word that is no place is read as ever; one that only nobody knows is asked about once more.
        if (found.kind === 'no_place' && !answer.frames.some(({ intent }) => intent === 'find_station')) return false;
        await sayFound(talk, wanted, found);
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
        const about = ctx.slots;
        const { want, far } = about;
        const talk = await talkOf(ctx, true);
        const said = talk.words;
        const asksAgain = (question: string, kept: Partial<About> = {}) => {
          const { when } = talk;
          ctx.ask({ name: 'about', text: question, choices: [], state: { ...about, when, far: false, ...kept } });
          return true;
        };
        const named = stationsByIds(ctx.stations, about.ids);
        if (ctx.message.kind === 'said' && ctx.message.location) {
          const { location } = ctx.message;
          if (answer.words !== '' || (want === null && !far)) return false;
          const shared = { latitude: location.latitude, longitude: location.longitude, at: ctx.at };
          if (far) return asksAgain(sayAway(named, location).join('\n'), { shared });
          await sayFound(talk, NOTHING, search(talk, { ...NOTHING, want }));
          return true;
        }
        if (noMore.test(said)) {
          ctx.reply(text.enough);
          return true;
        }
        if (said.length < 30 && mayEnter.test(said)) return asksAgain(text.mayEnter);
        const follow = followUpIn(said);
        if (!follow || (follow.kind === 'has' && !follow.isOfAll && isMany(about.ids, follow)))
          return await searchOn(talk, about, answer);
        const [first, another] = named;
        if (follow.kind === 'open' && first && !another)
          return (await sayNear(talk, first, { want, only: 'asked' })) || asksAgain(text.noneLeft);
        if (follow.kind === 'more') return (await sayOthers(talk, about)) || asksAgain(text.noneLeft);
        if (follow.pick === 'nearest' && !talk.near && named.length > 1) return asksAgain(stationText.far, { far: true });
        const focus = stationsByIds(ctx.stations, follow.isOfAll || about.focus === null ? [] : [about.focus]);
        const picked = follow.pick ? pickOf(named, follow.pick, talk) : focus;
        const meant = follow.nth === null && (follow.pick || picked.length > 0) ? picked : chosen(named, follow.nth);
        // A bare figure may be meant for something else.
        if (meant.length === 0) return Number.isInteger(Number(said)) ? false : asksAgain(text.onlySo(named.length));
        if (meant.length > 1 && isMany(about.ids, follow)) return asksAgain(text.whichOne);
        const asked = askedNow(talk);
        const lines = meant.flatMap((station) => sayAbout(follow, plainly(talk, station), asked) ?? []);
        const [only, ...others] = meant;
        const isOne = only !== undefined && others.length === 0;
        const faults = isOne && follow.kind === 'has' ? follow.wants.flatMap((thing) => sayFaults(talk, only, thing)) : [];
        const kept = { focus: isOne ? only.id : about.focus };
        if (follow.kind !== 'far') return asksAgain([...lines, ...faults].join('\n'), kept);
        if (talk.near) return asksAgain(sayAway(meant, talk.near).join('\n'), kept);
        return asksAgain([...lines, stationText.far].join('\n'), { ...kept, far: true });
      },
      covers: ({ intent }) => intent !== 'report_hazard' && intent !== 'raise_appeal',
    }),
  },
});
