import type { Doing } from '../../src/core/doing.ts';
import type { Knowledge } from '../../src/core/knowledge.ts';
import type { Services } from '../../src/core/services.ts';
import { memoryPhotos } from '../../src/store/photos/index.ts';
import { createSealer } from '../../src/store/sealing.ts';
import { calendar } from './calendar.ts';

/** One installation has one key, however many instances it runs. */
const sealer = createSealer('5ea1'.repeat(16));

/** A branch without a single document. */
const noKnowledge: Knowledge = {
  answer: () => ({ kind: 'unknown', confidence: 0, nearest: null }),
  passage: () => undefined,
  documents: () => [],
  likeness: (one, other) => (one === other ? 1 : 0),
};

/** What every bot has besides its store, people and clock. Pictures are taken as they are. */
export function quietParts(): Pick<
  Services,
  'calendar' | 'knowledge' | 'stations' | 'sealer' | 'photos' | 'reencode' | 'baseUrl'
> & {
  sealer: NonNullable<Services['sealer']>;
} {
  return {
    calendar,
    knowledge: noKnowledge,
    stations: { current: () => [] },
    sealer,
    photos: memoryPhotos(),
    reencode: async (bytes) => bytes,
    baseUrl: () => 'http://bot.test',
  };
}

/** The same for rules that are tried without a bot. */
export function quietDoing(): Pick<Doing, 'calendar' | 'knowledge' | 'stations' | 'sealer' | 'baseUrl'> {
  const { baseUrl } = quietParts();
  return { calendar, knowledge: noKnowledge, stations: [], sealer, baseUrl: baseUrl() };
}
