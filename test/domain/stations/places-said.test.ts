// However much is named at once, a search does not do more than so much.
import { expect, test } from 'vitest';
import { stationsNamed } from '../../../src/domain/stations/places-said.ts';
import { queryOf } from '../../../src/domain/stations/query.ts';
import { indexOf } from '../../../src/domain/stations/station-index.ts';
import { city } from '../../support/stations-city.ts';

/** The same names over and over, each a little different: of many terms all are as likely. */
const many = Array.from({ length: 3_000 }, (_, nth) => {
  const station = city[nth % city.length]!;
  return { ...station, id: `s${nth}`, name: `${station.name}${nth}`, address: `${station.address}${nth}` };
});

/** How many signs of terms are held beside signs of the words. */
function comparedFor(words: string): number {
  const index = indexOf(many);
  const query = queryOf(index, words, null);
  let looks = 0;
  const counted = {
    ...query,
    likenesses(tokenId: number) {
      looks += 1;
      return query.likenesses(tokenId);
    },
  };
  stationsNamed(index, counted);
  return looks * query.tokens.length;
}

test('eight roads named at once want no more than a cap', () => {
  const [short, long] = [comparedFor('人民路驿站几点关门'), comparedFor('人民路中山路解放路建设路'.repeat(8))];
  expect(short).toBeLessThan(40_000);
  expect(long).toBeLessThan(100_000);
});

test('what is named there is found all the same', () => {
  const { name, area } = city[0]!;
  const words = `${'人民路中山路解放路建设路'.repeat(2)}${area}${name}`;
  const named = stationsNamed(indexOf(many), queryOf(indexOf(many), words, null)).sort((a, b) => b.score - a.score);
  expect(many[named[0]!.at]!.name).toContain(name);
});
