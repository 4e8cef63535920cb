// Whether somebody else has checked in or signed up: asked by those who run things, and by whoever wonders.

import { clearSurnames, middlingSurnames } from './people.ts';

/** What is asked of another person. */
export interface AskedOfOther {
  /** As said: a name, or a word that stands for one. */
  name: string;
  asks: 'record' | 'sign_up';
  /** Nobody but a person does that, or is called that: no need to know the name. */
  isPerson: boolean;
}

const CALLED =
  /^(?:[老小阿大]\p{Script=Han}{1,2}|\p{Script=Han}{1,3}(?:哥|姐|师傅|叔|姨|婶|站长|队长|书记)|[他她]们?|那谁|人家)$/u;
/** Oneself, everybody, or no person at all. */
const NOBODY =
  /[我俺咱你您谁]|^(?:大家|大伙|全部|都|有人|多少人|几个?人?|全员|今|昨|明|早|晚|上午|下午|刚|现在|已经|到底|是不是|小蜂|小哥|小区|大门|大概)/;

/** A family name and one or two characters behind it. */
const isNamed = (name: string): boolean =>
  name.length >= 2 && name.length <= 3 && (clearSurnames + middlingSurnames).includes(name[0] as string);

const TIME = '(?:今天|今早|今晚|今儿|今个儿|早上|上午|中午|下午|晚上|刚才|早|晚|昨天)*';
const DEED = '(?<deed>报名|报上|报|签到?|打卡|来|到|巡查?|双报到|报到|志愿服务)';
const asked = new RegExp(
  `^(?:问一?下|请问|哎|那|帮我?(?:看|查)[看下]?|查一?下|看一?下)?[,， ]*@?(?<name>\\p{Script=Han}{1,4}?)[ ,，]*(?:这个?人)?${TIME}(?:有没有?)?${DEED}(?:上|完|做|过|记|名)*了?(?:没有?|吗|么|没得|不)?[呢啊呀]?[?？~。]*$`,
  'u',
);
const ASKS = /没有?[呢啊呀]?[?？~。]*$|没得[?？]*$|[吗么][?？~。]*$|有没有?|[?？]$/;

/** What is asked of somebody else in these words; null = nothing. Whether that is a person of the roster is not known here. */
export function askedOfOther(words: string): AskedOfOther | null {
  if (words.length > MOST || !ASKS.test(words)) return null;
  const { name, deed } = asked.exec(words)?.groups ?? {};
  if (name === undefined || deed === undefined || NOBODY.test(name) || !(CALLED.test(name) || isNamed(name))) return null;
  return {
    name,
    asks: deed.startsWith('报') && deed !== '报到' ? 'sign_up' : 'record',
    isPerson: CALLED.test(name) && deed !== '来' && deed !== '到',
  };
}

/** Longer than anybody asks that. */
const MOST = 24;
