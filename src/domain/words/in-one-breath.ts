// What somebody says beside a text while he dictates it, and what he puts right in the same breath: people are not to read that.
import { timesAnew } from './times-anew.ts';

const NAMED = '(?:[老小]\\p{Script=Han}|\\p{Script=Han}(?:姐|哥|师傅|嫂|叔|姨))';
const heardAside = new RegExp(
  `^(?:诶|哎|喂|那个|[\\s])*(?:${NAMED}(?:你|帮我|给我|过来|麻烦你)(?:先|快|去|来|帮我?|给我|看|听|等|把|说|在|别).{0,10}|${NAMED}(?:你看|你说)?(?:这个?|这样|这么)[^,，。]{0,6}(?:要得|得行|行|可以|好|对|成)(?:不|吗|么|嘛|不行|不要得)|(?:等|让)我(?:先|再)?(?:看|问|想|找|查|翻|瞧)(?:一?看|一?问|一?想|一?找|一?查|一下|下)?(?:是|在|有|到底|看|清楚)*(?:几点|哪天|哪儿|哪里|什么|啥|多少|谁|时间|地点)?)[啊呀哈嘛呢吧\\s]*$`,
  'u',
);
const ASIDE_MAX = 20;
const heardRighting =
  /^(?:哦|噢|啊|哎呀?|诶|[\s])*(?:不对|说错了|错了|口误|搞错了)[了啊呀哈\s]*(?:是|应该是|改成)?(?<right>.*)$/s;
const marks = /([\s,，。;；!！]+)/;
/** So many signs at its head tell that a piece is said anew. */
const ALIKE_MIN = 2;
const LONGEST = 600;

/** The text as it stands in the end. */
export function saidInTheEnd(text: string): string {
  if (text.length > LONGEST) return text;
  const parts = text.split(marks);
  let kept = '';
  for (let at = 0; at < parts.length; at += 2) {
    const [piece = '', before = ''] = [parts[at], parts[at - 1]];
    if (kept !== '' && piece.length <= ASIDE_MAX && heardAside.test(piece)) continue;
    const righted = kept === '' ? null : rightedBy(kept, piece, parts, at);
    if (righted === null) kept += (kept === '' ? '' : before) + piece;
    else {
      kept = righted.text;
      at += righted.taken;
    }
  }
  return kept === '' ? text : kept;
}

/** @returns null when it puts nothing right that can be told; `taken`: parts read beyond the piece */
function rightedBy(kept: string, piece: string, parts: readonly string[], at: number): { text: string; taken: number } | null {
  const told = heardRighting.exec(piece)?.groups?.right?.trim();
  if (told === undefined) return null;
  const taken = told === '' ? 2 : 0;
  const right = told === '' ? (parts[at + 2] ?? '').replace(/^(?:应该)?是/, '') : told;
  const anew = timesAnew(right, kept);
  if (anew !== null && anew !== 'unclear') return { text: anew.body, taken };
  const earlier = kept.split(marks);
  const index = earlier.findLastIndex(
    (one) => one.slice(0, ALIKE_MIN) === right.slice(0, ALIKE_MIN) && [...right].length > ALIKE_MIN,
  );
  if (index === -1 || index % 2 === 1) return null;
  return { text: earlier.with(index, right).join(''), taken };
}
