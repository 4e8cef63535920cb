// What is said in a storm: by every way there is.
import { platformNames, type Storm, type Wanted } from './storm.ts';

const each = (count: number) => Array.from({ length: count }, (_, index) => index);

export interface Traffic {
  people: number;
  groups: number;
}

/** In groups, half of it mentioning somebody (which only the groups' webhooks can), and to people one by one; on each platform. */
export const alone = ({ people, groups }: Traffic, inGroups = 40): Wanted[] =>
  platformNames.flatMap((platform): Wanted[] => [
    ...each(inGroups).map((index): Wanted => {
      const mention = index % 2 === 0 ? { mention: index % people } : {};
      return { platform, group: index % groups, mark: `${platform}g${index}`, ...mention };
    }),
    ...each(people).map((person): Wanted => ({ platform, person, mark: `${platform}p${person}` })),
  ]);

/** Two texts to everybody: what says the same may leave as one call. */
export const together = ({ people }: Traffic): Wanted[] =>
  platformNames.flatMap((platform) =>
    each(2).flatMap((text) => each(people).map((person): Wanted => ({ platform, person, mark: `${platform}t${text}` }))),
  );

/** Twenty people on each platform ask, in groups and alone; the answers leave by the addresses that came with the questions. */
export async function ask(storm: Storm, { groups }: Traffic): Promise<void> {
  for (const platform of platformNames)
    for (const index of each(20)) {
      const group = index % 2 === 0 ? (index / 2) % groups : null;
      await storm.say(platform, index, group, `${platform}a${index}`);
    }
}

/** Everything one group is told in the same minute, far over what it takes. */
export const burst = ({ people, groups }: Traffic, count: number, isMentioning = true): Wanted[] =>
  platformNames.flatMap((platform) =>
    each(count).map((index): Wanted => {
      const mention = isMentioning ? { mention: index % people } : {};
      return { platform, group: index % groups, mark: `${platform}b${index}`, ...mention };
    }),
  );
