import type { Passage } from '../../core/knowledge.ts';
import { fitNetwork } from '../../learning/fit-network.ts';
import type { Network } from '../../learning/network.ts';
import { createRandom, shuffle } from '../../learning/random.ts';
import type { AnswersModel } from '../answers-model.ts';
import { type Candidate, candidatesFor, otherNames, type Searched, trainedNames } from '../candidates.ts';
import { type Classifier, classify } from '../classifier.ts';
import type { Judge } from '../judge.ts';
import { createPassageIndex } from '../passage-index.ts';
import { featuresOf } from '../tokens.ts';
import type { LabelledQuestion } from './questions.ts';

/** Chosen by measurement, see `data/starter/answers-card.md`. */
const NETWORK = { hidden: 80, epochs: 16, rate: 0.08, dropout: 0.45, least: 3 };
const SEEDS = [1, 2];
const FOLDS = 5;

/** What the passages say of themselves teaches too, as if somebody had said it. */
const ITSELF = 'documents';
const sayings = (passages: readonly Passage[]): LabelledQuestion[] =>
  passages.flatMap(({ id, heading, paragraphs }) => [heading, ...paragraphs].map((q) => ({ q, fact: id, voice: ITSELF })));

function fitClassifier(
  questions: readonly LabelledQuestion[],
  passages: readonly Passage[],
  seeds: readonly number[],
): Classifier {
  const ids = passages.map(({ id }) => id);
  const samples = [...questions, ...sayings(passages)].map(({ q, fact, voice }) => {
    const truth = new Uint8Array(ids.length + 1);
    truth[fact === null ? ids.length : ids.indexOf(fact)] = 1;
    return { features: featuresOf(q), truth, voice };
  });
  const networks = seeds.map((seed): Network => fitNetwork(samples, ids.length + 1, { ...NETWORK, seed }));
  return { ids, networks };
}

export interface Sample {
  features: Float32Array;
  isRight: boolean;
}

const RATE = 0.1;
const ROUNDS = 40;
const DECAY = 1e-5;

/** Logistic loss, AdaGrad. */
export function fitWeights(samples: readonly Sample[], width: number): Float32Array {
  const weights = new Float64Array(width);
  const squares = new Float64Array(width).fill(1e-4);
  const random = createRandom(1);
  const order = samples.map((_, at) => at);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const at of shuffle(order, random)) {
      const { features, isRight } = samples[at]!;
      let sum = 0;
      for (let each = 0; each < width; each += 1) sum += weights[each]! * features[each]!;
      const error = 1 / (1 + Math.exp(-sum)) - (isRight ? 1 : 0);
      for (let each = 0; each < width; each += 1) {
        const by = error * features[each]! + DECAY * weights[each]!;
        squares[each]! += by * by;
        weights[each]! -= (RATE * by) / Math.sqrt(squares[each]!);
      }
    }
  }
  return Float32Array.from(weights);
}

/** Each question with the candidates a reader has for it who never heard its voice. */
function unheard(
  questions: readonly LabelledQuestion[],
  passages: readonly Passage[],
  searched: Searched,
  say: (line: string) => void,
) {
  const voices = [...new Set(questions.map(({ voice }) => voice))];
  return Array.from({ length: Math.min(FOLDS, voices.length) }, (_, fold) => {
    const left = new Set(voices.filter((_voice, at) => at % FOLDS === fold));
    const classifier = fitClassifier(
      questions.filter(({ voice }) => !left.has(voice)),
      passages,
      SEEDS.slice(0, 1),
    );
    say(`without ${[...left].join(', ')}`);
    return questions
      .filter(({ voice }) => left.has(voice))
      .map((question) => ({ question, classified: classify(classifier, question.q) }));
  })
    .flat()
    .map(({ question, classified }) => {
      const anybody = () => true;
      const without = ({ id }: Passage) => id !== question.fact;
      return {
        fact: question.fact,
        trained: candidatesFor(question.q, searched, classified, anybody),
        /** As if they were documents nobody trained for; once with the right one, once without it. */
        other: candidatesFor(question.q, searched, classified, anybody, false),
        otherWithout: question.fact === null ? [] : candidatesFor(question.q, searched, classified, without, false),
      };
    });
}

const samplesOf = (fact: string | null, candidates: readonly Candidate[]): Sample[] =>
  candidates.map(({ passage, features }) => ({ features, isRight: passage.id === fact }));

function fitJudge(all: ReturnType<typeof unheard>): Judge {
  const trained = all.flatMap(({ fact, trained }) =>
    samplesOf(
      fact,
      trained.filter(({ isTrained }) => isTrained),
    ),
  );
  const other = all.flatMap(({ fact, other, otherWithout }) => [...samplesOf(fact, other), ...samplesOf(fact, otherWithout)]);
  return { trained: fitWeights(trained, trainedNames.length), other: fitWeights(other, otherNames.length) };
}

/** Learns from questions of many voices which passage each is about, and how sure that is. Takes minutes. */
export function fitAnswers(
  questions: readonly LabelledQuestion[],
  passages: readonly Passage[],
  say: (line: string) => void,
): AnswersModel {
  const outputOf = new Map(passages.map(({ id }, at) => [id, at]));
  const searched: Searched = { passages, index: createPassageIndex(passages), outputOf };
  const judge = fitJudge(unheard(questions, passages, searched, say));
  return { classifier: fitClassifier(questions, passages, SEEDS), judge };
}
