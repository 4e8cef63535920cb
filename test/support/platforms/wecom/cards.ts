// Template cards as documented (developer.work.weixin.qq.com/document/path/101032, 90236, 91770): nothing else is let through.
import { z } from 'zod';
import type { Button } from '../journal.ts';

const words = z.string().min(1);
const choice = z.strictObject({ id: z.string().min(1), text: words, is_checked: z.boolean().optional() });
const selection = {
  question_key: words,
  title: z.string().optional(),
  disable: z.boolean().optional(),
  selected_id: z.string().optional(),
  option_list: z.array(choice).min(1).max(10),
};
const button = z.strictObject({
  text: words.max(10),
  style: z.int().min(1).max(4).optional(),
  key: z.string().optional(),
  type: z.int().min(0).max(1).optional(),
  url: z.string().optional(),
});

const fields = z.strictObject({
  card_type: z.enum(['text_notice', 'news_notice', 'button_interaction', 'vote_interaction', 'multiple_interaction']),
  source: z
    .strictObject({ icon_url: z.string(), desc: z.string(), desc_color: z.int().min(0).max(3) })
    .partial()
    .optional(),
  action_menu: z
    .strictObject({
      desc: z.string().optional(),
      action_list: z
        .array(z.strictObject({ text: words, key: words }))
        .min(1)
        .max(3),
    })
    .optional(),
  main_title: z.strictObject({ title: z.string(), desc: z.string() }).partial().optional(),
  quote_area: z
    .strictObject({
      type: z.int(),
      url: z.string(),
      appid: z.string(),
      pagepath: z.string(),
      title: z.string(),
      quote_text: z.string(),
    })
    .partial()
    .optional(),
  emphasis_content: z.strictObject({ title: z.string(), desc: z.string() }).partial().optional(),
  sub_title_text: z.string().optional(),
  horizontal_content_list: z
    .array(
      z.strictObject({
        keyname: words,
        type: z.int().min(0).max(3).optional(),
        value: z.string().optional(),
        url: z.string().optional(),
        media_id: z.string().optional(),
        userid: z.string().optional(),
      }),
    )
    .max(6)
    .optional(),
  jump_list: z
    .array(
      z.strictObject({
        title: words,
        type: z.int().min(0).max(3).optional(),
        url: z.string().optional(),
        appid: z.string().optional(),
        pagepath: z.string().optional(),
        question: z.string().optional(),
      }),
    )
    .max(3)
    .optional(),
  vertical_content_list: z
    .array(z.strictObject({ title: words, desc: z.string().optional() }))
    .max(4)
    .optional(),
  card_action: z
    .strictObject({
      type: z.int().min(0).max(2),
      url: z.string().optional(),
      appid: z.string().optional(),
      pagepath: z.string().optional(),
    })
    .optional(),
  card_image: z.strictObject({ url: words, aspect_ratio: z.number().min(1.3).max(2.25).optional() }).optional(),
  image_text_area: z
    .strictObject({
      type: z.int().optional(),
      url: z.string().optional(),
      title: z.string().optional(),
      desc: z.string().optional(),
      image_url: words,
    })
    .optional(),
  button_selection: z.strictObject(selection).optional(),
  button_list: z.array(button).min(1).max(6).optional(),
  checkbox: z
    .strictObject({
      question_key: words,
      mode: z.int().min(0).max(1).optional(),
      disable: z.boolean().optional(),
      option_list: z.array(choice).min(1).max(20),
    })
    .optional(),
  select_list: z.array(z.strictObject(selection)).min(1).max(3).optional(),
  submit_button: z.strictObject({ text: words, key: words }).optional(),
  task_id: z
    .string()
    .regex(/^[0-9A-Za-z_@-]{1,128}$/)
    .optional(),
  feedback: z.strictObject({ id: words.max(256) }).optional(),
});
type Fields = z.infer<typeof fields>;

export const cardSchema = fields.superRefine((card, issues) => {
  const wrong = problemOf(card);
  if (wrong) issues.addIssue({ code: 'custom', message: wrong });
});
export type Card = Fields;

const INTERACTIVE = new Set(['button_interaction', 'vote_interaction', 'multiple_interaction']);

export const isInteractive = ({ card_type: type }: Pick<Card, 'card_type'>): boolean => INTERACTIVE.has(type);

/** What the field tables say in words. */
function problemOf(card: Fields): string | null {
  const { card_type: type, main_title: title, button_list: buttons = [] } = card;
  if (isInteractive(card) && type !== 'multiple_interaction' && !card.task_id) return 'task_id is needed for clicks';
  if (card.action_menu && !card.task_id) return 'task_id is needed for a menu';
  if (type === 'text_notice' && !title?.title && !card.sub_title_text) return 'main_title.title or sub_title_text is needed';
  if ((type === 'text_notice' || type === 'news_notice') && ![1, 2].includes(card.card_action?.type ?? 0))
    return 'card_action with type 1 or 2 is needed';
  if (type === 'news_notice' && !(title?.title && (card.card_image || card.image_text_area)))
    return 'main_title.title and an image are needed';
  if (type === 'button_interaction' && buttons.length === 0) return 'button_list is needed';
  if (buttons.some(({ type: does = 0, key, url }) => (does === 0 ? !key : !url))) return 'a button needs a key, or an url';
  const keys = buttons.map(({ key }) => key).filter((key) => key !== undefined);
  if (new Set(keys).size < keys.length) return 'two buttons have one key';
  if (keys.some((key) => Buffer.byteLength(key) > 1_024)) return 'a key is longer than 1024 bytes';
  if ((type === 'vote_interaction' || type === 'multiple_interaction') && !card.submit_button) return 'submit_button is needed';
  return null;
}

/** What people read on it, line by line. */
export function wordsOf(card: Card): string {
  return [
    card.main_title?.title,
    card.main_title?.desc,
    card.emphasis_content?.title,
    card.quote_area?.quote_text,
    card.sub_title_text,
    ...(card.horizontal_content_list ?? []).map(({ keyname, value = '' }) => `${keyname} ${value}`),
    ...(card.vertical_content_list ?? []).map(({ title, desc = '' }) => `${title} ${desc}`),
  ]
    .filter((line) => line)
    .join('\n');
}

export function buttonsOf(card: Card): Button[] {
  const buttons = (card.button_list ?? []).map(({ key, url, text }) => ({ id: key ?? url ?? '', label: text }));
  const menu = (card.action_menu?.action_list ?? []).map(({ key, text }) => ({ id: key, label: text }));
  const submit = card.submit_button ? [{ id: card.submit_button.key, label: card.submit_button.text }] : [];
  return [...buttons, ...menu, ...submit];
}

/** Who is called by words: `<@userid>` in text and markdown. */
export function calledIn(text: string): string[] {
  return [...text.matchAll(/<@([^>\s]+)>/g)].map(([, id = '']) => id);
}
