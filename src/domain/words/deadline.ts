// Until when people may sign up, as secretaries say it: beside the plan, or of what is published.
import { ANY_TIME, polite } from './planning.ts';

const WHEN = `(?<when>${ANY_TIME}(?:${ANY_TIME}|的|\\s){0,8})`;
const SPOKEN = [
  `报名(?:时间|日期)?(?:就|都|的)*(?:截止|截至|截)(?:时间|日期)?(?:就|给|改|换|调|定|放|延|推|到|至|在|是|为|成|[:： ])*${WHEN}(?:为止|截止)?`,
  `报名(?:时间|开放)?(?:改|延|推|放|开)?(?:到|至)${WHEN}(?:为止|截止|结束)?`,
  `${WHEN}(?:之前|以前|前)(?:都|要|请|可以|能|来|把|完成|截止|大家)*报(?:名|上|完)`,
  `${WHEN}(?:报名)?(?:就|停止)?(?:截止|截至)(?:报名)?`,
];
const heardDeadline = SPOKEN.map((pattern) => new RegExp(pattern));
const heardAlone = SPOKEN.map(
  (pattern) => new RegExp(`${polite.front}(?<name>[^,，。!！?？]{2,16}?)?的?${pattern}${polite.behind}`),
);
const LONGEST_ALONE = 60;

/** The time words of a deadline and the rest of the words; null where none is told. */
export function deadlineIn(words: string): { when: string; rest: string } | null {
  for (const pattern of heardDeadline) {
    const match = pattern.exec(words);
    const when = match?.groups?.when?.trim();
    if (match && when) return { when, rest: words.replace(match[0], ' ') };
  }
  return null;
}

/** A deadline as a whole sentence, and what it is for where that is named. */
export function deadlineAlone(words: string): { when: string; name: string | undefined } | null {
  if (words.length > LONGEST_ALONE) return null;
  for (const pattern of heardAlone) {
    const groups = pattern.exec(words)?.groups;
    if (groups?.when) return { when: groups.when.trim(), name: groups.name };
  }
  return null;
}
