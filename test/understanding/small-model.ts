// Models and messages small enough to be made in a test.
import { type Intent, intentNames } from '../../src/core/intent.ts';
import { createFeatureTable } from '../../src/learning/feature-table.ts';
import { codedSlots } from '../../src/understanding/coded.ts';
import { EXTRAS, VIEWS } from '../../src/understanding/judge.ts';
import type { Model } from '../../src/understanding/model.ts';
import { longKinds, type StretchKind, shortKinds, tagsOf } from '../../src/understanding/tagger.ts';
import type { Utterance } from '../../src/understanding/training/corpus.ts';
import { URGENCY_VIEWS, urgencyLabels } from '../../src/understanding/urgency.ts';

const intents = intentNames.filter((intent) => intent !== 'smalltalk');

const noRows = () => ({ features: createFeatureTable(new Uint32Array()), rows: new Int8Array(), scales: new Float32Array() });

/** Knows no word: the network says the same of every text, and the judge takes its word for it. */
export function ignorantModel(logOdds = -3): Model {
  const outputs = intents.length + EXTRAS;
  const tagger = (kinds: readonly StretchKind[]) => ({
    kinds,
    ...noRows(),
    steps: new Float32Array(tagsOf(kinds) * (tagsOf(kinds) + 1)),
  });
  return {
    words: { names: [], classesOf: new Map(), longest: 1 },
    intents,
    network: {
      ...noRows(),
      hiddenBias: new Float32Array(2),
      outputs: new Float32Array(2 * outputs),
      outputBias: new Float32Array(outputs).fill(logOdds),
    },
    // The second view is the network's own score.
    judge: { weights: Float32Array.from({ length: VIEWS }, (_, at) => Number(at === 1)), bias: new Float32Array(outputs) },
    // Of danger it believes the judge.
    urgency: {
      given: { labels: urgencyLabels, ...noRows(), bias: new Float32Array(urgencyLabels.length) },
      weights: Float32Array.from({ length: URGENCY_VIEWS }, (_, at) => Number(at === 1)),
    },
    choices: Object.fromEntries(
      codedSlots.map(({ intent, slot, labels }) => [
        `${intent}.${slot}`,
        { labels, ...noRows(), bias: new Float32Array(labels.length) },
      ]),
    ),
    taggers: { short: tagger(shortKinds), long: tagger(longKinds) },
  };
}

const NOW = '2026-11-20T20:10:00+08:00';

let made = 0;
/** A labelled message; only what matters has to be given. */
export function utterance(
  text: string,
  gold: readonly (readonly [Intent, Record<string, unknown>?])[],
  over: Partial<Utterance> = {},
): Utterance {
  made += 1;
  return {
    id: `m-${made}`,
    text,
    role: 'courier',
    now: NOW,
    voice: 'a',
    gold: gold.map(([intent, slots]) => ({ intent, slots: slots ?? {} })),
    ...over,
  };
}

const PLACES = ['东门', '桂花社区', '长江路驿站', '三号楼门口'];
const ACTIVITIES = ['体检', '主题党日', '消防培训', '爬山'];

/** What four voices say of a few things; the words differ, the meaning does not. */
export const small: Utterance[] = ['a', 'b', 'c', 'd'].flatMap((voice) =>
  PLACES.flatMap((place, at) => {
    const activity = ACTIVITIES[at]!;
    return [
      utterance(`${place}充电柜冒烟了！`, [['report_hazard', { category: 'charging', place, urgent: true }]], { voice }),
      utterance(`小蜂，${activity}给我报个名，两个人。`, [['sign_up', { activity, party_size: 2 }]], { voice }),
      utterance(`${place}签到`, [['check_in', { kind: 'unspecified', place }]], { voice }),
      utterance('今天的件可真多，跑不完', [['smalltalk']], { voice }),
      utterance('我报的那个处理了吗', [['query_ticket', { ticket: 'H-0012' }]], { voice, context: { tickets: ['H-0012'] } }),
      utterance('到了', [['check_in', { kind: 'party_day' }]], {
        voice,
        now: '2026-11-24T20:10:00+08:00',
        context: { activities: [{ title: '11月主题党日', start: '2026-11-24T20:30:00+08:00' }] },
      }),
      utterance(
        `昨晚十点看见${place}路灯不亮`,
        [['report_hazard', { category: 'road', place, observed_at: '2026-11-19T22:00:00+08:00' }]],
        {
          voice,
        },
      ),
      utterance(`周六下午三点在${place}搞${activity}`, [['plan_activity', { title: activity, kind: 'other', place }]], {
        voice,
        role: 'secretary',
      }),
    ];
  }),
);
