// How learning materials are called and said, wherever they are spoken of.

/** As much of a material as its name rests on. */
interface Named {
  title: string | null;
  body: string | null;
  link: string | null;
}
interface Said extends Named {
  minutes: number | null;
}

const BEGINNING = 12;

const study = {
  titled: (title: string) => `《${title}》`,
  from: (host: string) => `${host} 上的一篇`,
  beginning: (words: string) => `“${words}…”`,
  minutes: (minutes: number) => `，约 ${minutes} 分钟`,
  head: (name: string, minutes: string) => `学习：${name}${minutes}。`,
  end: '看完回“学完了”就行，不看也没关系。',
  canStop: '不想收就回“停”。',
  inGroup: (name: string, minutes: string) => `有份学习材料${name}${minutes}。想看私聊我说“发学习”，不看也没关系。`,
};

/** The host of a link, in plain sight: who answers is the only thing a link tells for sure. */
export const hostOf = (link: string): string => new URL(link).host;

/** `《防诈骗十条》`, `a.cn 上的一篇`, `“雨天骑行慢一点…”` */
export function studyName({ title, body, link }: Named): string {
  if (title !== null) return study.titled(title);
  return link === null ? study.beginning([...(body ?? '')].slice(0, BEGINNING).join('')) : study.from(hostOf(link));
}

export const studyMinutes = ({ minutes }: Pick<Said, 'minutes'>): string => (minutes === null ? '' : study.minutes(minutes));

export const studyPhrases = {
  /** The link stands behind it, as a line of its own. @param isFirst the person has never been sent one */
  toMember(material: Said, isFirst: boolean): string {
    const { title, body, link } = material;
    // A text without a title begins with its own words.
    const head = title === null && link === null ? [] : [study.head(studyName(material), studyMinutes(material))];
    return [...head, ...(body === null ? [] : [body]), study.end + (isFirst ? study.canStop : '')].join('\n');
  },
  /** Links go to one person: where only the group leads to people, it says that there is something. */
  toGroup: (material: Said): string => study.inGroup(studyName(material), studyMinutes(material)),
};
