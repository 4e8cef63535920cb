// From labelled messages to a model: what is fitted on what, in which order.
import type { Calendar } from '../../core/calendar.ts';
import { type Intent, intentNames } from '../../core/intent.ts';
import { intentSlots } from '../../core/labels.ts';
import { normaliseText } from '../../core/text.ts';
import { fitNetwork } from '../../learning/fit-network.ts';
import { createRandom } from '../../learning/random.ts';
import { codedSlots } from '../coded.ts';
import { readEvidence } from '../evidence.ts';
import { choiceHints } from '../guesses.ts';
import { EXTRAS, judge } from '../judge.ts';
import type { Model } from '../model.ts';
import type { Reading } from '../reading.ts';
import { readSlots } from '../slots.ts';
import { copiedSlots, spanSlots } from '../stretches.ts';
import { TAGGED_MAX, tagFeatures } from '../tag-features.ts';
import { longKinds, pathOf, type Stretch, type StretchKind, shortKinds } from '../tagger.ts';
import { lookForUrgency, urgencyLabels } from '../urgency.ts';
import { lookAt, type Sight, viewsOfSight } from '../views.ts';
import { timesIn } from '../when.ts';
import type { WordClasses } from '../words.ts';
import { augment } from './augment.ts';
import { contextOf, intentsOf, spokenText, type Utterance } from './corpus.ts';
import { fitChoice } from './fit-choice.ts';
import { fitJudge } from './fit-judge.ts';
import { fitTagger } from './fit-tagger.ts';
import { fitUrgency } from './fit-urgency.ts';

/** What a message can be found to ask for; small talk is what is left. */
export const intents: readonly Intent[] = intentNames.filter((intent) => intent !== 'smalltalk');

const OUTPUTS = intents.length + EXTRAS;
/** Where the outputs speak of danger to life and of a hazard. */
const DANGER = intents.length;
const HAZARD = intents.indexOf('report_hazard');

const SEED = 20_261_122;
const GROUPS = 4;
/** Share of the intents from which a voice speaks of everything. */
const WIDE = 0.8;
/** All chosen by measurement on voices kept out, see the model card. */
const network = { hidden: 96, epochs: 11, rate: 0.1, dropout: 0.35, least: 4, seed: SEED + 1 };
const choice = { epochs: 15, rate: 0.2, dropout: 0.4, least: 2, seed: SEED };
const tagger = { epochs: 8, rate: 0.2, dropout: 0.1, least: 3, seed: SEED };
const shares = { joined: 0.3, swapped: 0.3, unstopped: 0.2 };

export interface Example {
  utterance: Utterance;
  reading: Reading;
  sight: Sight;
  truth: Uint8Array;
}

/** Looks at a labelled message the way the reader will. */
export function exampleOf(utterance: Utterance, words: WordClasses, botNames: readonly string[]): Example {
  const reading = readEvidence(spokenText(utterance, botNames), contextOf(utterance, botNames));
  const said = intentsOf(utterance);
  return {
    utterance,
    reading,
    sight: lookAt(reading, words),
    truth: Uint8Array.of(
      ...intents.map((intent) => Number(said.includes(intent))),
      Number(utterance.gold.some(({ intent, slots }) => intent === 'report_hazard' && slots.urgent === true)),
      Number(said.includes('smalltalk')),
    ),
  };
}

/**
 * Fits everything. `tell` hears what is being done.
 * @param options.talk questions of policy and what is said around them: only what tells the intents apart is learned from it
 */
export function fitReader(
  utterances: readonly Utterance[],
  words: WordClasses,
  { calendar, botNames, talk = [] }: { calendar: Calendar; botNames: readonly string[]; talk?: readonly Utterance[] },
  tell: (what: string) => void,
): Model {
  const random = createRandom(SEED);
  const look = (some: readonly Utterance[]) => some.map((utterance) => exampleOf(utterance, words, botNames));
  const examples = look(utterances);
  const made = look(augment(utterances, shares, random));
  const around = look(talk);
  tell(
    `${examples.length} messages of ${voicesOf(utterances).length} voices, ${made.length} made from them, ${around.length} around questions of policy`,
  );
  const fitOn = (some: readonly Example[]) =>
    fitNetwork(
      some.map(({ sight, truth, utterance }) => ({ features: sight.whole, truth, voice: utterance.voice })),
      OUTPUTS,
      network,
    );

  // The judge must see scores as they are on people the network has never heard. Whoever speaks of one thing only is nobody one
  // meets: without that voice the network would know less of the thing than it will in the end.
  const voices = wideVoicesOf(utterances);
  const groupOf = ({ utterance }: Example) => voices.indexOf(utterance.voice) % GROUPS;
  const judged = Array.from({ length: Math.min(GROUPS, voices.length) }, (_, group) => {
    const others = [...examples, ...made].filter((example) => groupOf(example) !== group);
    const strangers = fitOn([...others, ...around]);
    const given = fitGiven(others);
    tell(`judged group ${group + 1} of ${GROUPS}`);
    return examples
      .filter((example) => groupOf(example) === group)
      .map(({ sight, reading, truth }) => ({
        views: viewsOfSight(sight, reading, strangers, intents),
        given: lookForUrgency(sight, given),
        sign: reading.urgent,
        truth,
      }));
  }).flat();

  const fitted = fitOn([...examples, ...made, ...around]);
  tell(`network: ${fitted.features.keys.length} features`);
  const fittedJudge = fitJudge(judged, OUTPUTS, SEED);
  const alarms = judged.map(({ views, given, sign, truth }) => {
    const scores = judge(fittedJudge, views);
    return { alarm: { danger: scores[DANGER]!, hazard: scores[HAZARD]!, given, sign }, isUrgent: truth[DANGER] === 1 };
  });
  const taggers = { short: fitStretches(shortKinds), long: fitStretches(longKinds) };
  return {
    words,
    intents,
    network: fitted,
    judge: fittedJudge,
    urgency: { given: fitGiven([...examples, ...made]), weights: fitUrgency(alarms) },
    choices: Object.fromEntries(
      codedSlots.map(({ intent, slot, labels, otherwise }) => [`${intent}.${slot}`, fitSlot(intent, slot, labels, otherwise)]),
    ),
    taggers,
  };

  function fitGiven(some: readonly Example[]) {
    const samples = some
      .filter(({ truth }) => truth[HAZARD] === 1)
      .map(({ sight, truth }) => ({ features: sight.whole, label: urgencyLabels[truth[DANGER]!]! }));
    return fitChoice(samples, urgencyLabels, choice);
  }

  function fitSlot(intent: Intent, slot: string, labels: readonly string[], otherwise: string) {
    const samples = [...examples, ...made].flatMap(({ utterance, reading, sight }) => {
      const frame = utterance.gold.find((one) => one.intent === intent);
      if (!frame) return [];
      const value = frame.slots[slot];
      return [
        {
          features: new Set([...sight.whole, ...choiceHints(intent, slot, readSlots(intent, reading)[slot], reading)]),
          label: value === null || value === undefined ? otherwise : String(value),
        },
      ];
    });
    return fitChoice(samples, labels, choice);
  }

  function fitStretches(kinds: readonly StretchKind[]) {
    const samples = [...examples, ...made]
      .filter(({ utterance }) =>
        intentsOf(utterance).some((intent) => copiedSlots(intent).some(({ kind }) => kinds.includes(kind))),
      )
      .map(({ utterance, reading }) => {
        const said = intentsOf(utterance).filter((intent) => Object.keys(intentSlots[intent]).length > 0);
        const columns = tagFeatures(reading, said, words, timesIn(reading, calendar));
        return { columns, path: pathOf(columns.length, stretchesIn(reading, utterance, kinds), kinds) };
      });
    const fitted = fitTagger(samples, kinds, tagger);
    tell(`tagger for ${kinds.join(', ')}: ${fitted.features.keys.length} features from ${samples.length} messages`);
    return fitted;
  }
}

const voicesOf = (utterances: readonly Utterance[]) => [...new Set(utterances.map(({ voice }) => voice))].sort();

/** The voices that speak of nearly everything that is spoken of. */
function wideVoicesOf(utterances: readonly Utterance[]): string[] {
  const known = new Set(utterances.flatMap(intentsOf)).size;
  const byVoice = Map.groupBy(utterances, ({ voice }) => voice);
  return voicesOf(utterances).filter((voice) => new Set(byVoice.get(voice)!.flatMap(intentsOf)).size >= WIDE * known);
}

/** Where the labelled spans stand in the text as the reader sees it. */
function stretchesIn({ raw }: Reading, { gold }: Utterance, kinds: readonly StretchKind[]): Stretch[] {
  const text = raw.slice(0, TAGGED_MAX);
  return gold
    .flatMap(spanSlots)
    .filter(({ kind }) => kinds.includes(kind))
    .flatMap(({ kind, text: span }) => {
      const said = normaliseText(span, []);
      const start = text.indexOf(said);
      return start === -1 ? [] : [{ kind, start, end: start + said.length }];
    });
}
