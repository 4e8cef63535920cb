// The bodies the platform takes, each as its page shows it. Webhooks: document/development/robot-message-type; the robot's own calls:
// the-robot-sends-a-group-message, chatbots-send-one-on-one-chat-messages-in-batches.

/** "Nothing to say" as the HTTP answer to a robot callback. */
export const nothing = () => ({ msgtype: 'empty' });

export interface At {
  /** At most fifty; each must stand in the words as `@id` too. */
  atUserIds: string[];
  isAtAll: false;
}

export const at = (atUserIds: readonly string[]): At => ({ atUserIds: [...atUserIds], isAtAll: false });

/** What a button leads to. */
export interface LinkButton {
  title: string;
  url: string;
}

/** Two stand side by side, more one below the other. */
const orientation = (buttons: readonly LinkButton[]): '0' | '1' => (buttons.length <= 2 ? '1' : '0');

export const textMessage = (content: string, atUserIds: readonly string[]) => ({
  msgtype: 'text',
  text: { content },
  at: at(atUserIds),
});

/** @param text Markdown */
export const actionCard = (title: string, text: string, buttons: readonly LinkButton[]) => ({
  msgtype: 'actionCard',
  actionCard: {
    title,
    text,
    btnOrientation: orientation(buttons),
    btns: buttons.map((button) => ({ title: button.title, actionURL: button.url })),
  },
});

/** A message by the robot's own calls: a template of the platform and what stands in it. */
export interface Template {
  key: string;
  param: Readonly<Record<string, string>>;
}

/** Buttons the robot's own calls can show one below the other. */
export const TEMPLATE_BUTTONS_MAX = 5;

export const sampleText = (content: string): Template => ({ key: 'sampleText', param: { content } });

export const sampleImage = (photoURL: string): Template => ({ key: 'sampleImageMsg', param: { photoURL } });

/** @param text Markdown @param buttons one to five */
export function sampleActionCard(title: string, text: string, buttons: readonly LinkButton[]): Template {
  const [first] = buttons;
  if (first && buttons.length === 1) {
    return { key: 'sampleActionCard', param: { title, text, singleTitle: first.title, singleURL: first.url } };
  }
  const numbered = buttons.flatMap((button, index) => [
    [`actionTitle${index + 1}`, button.title],
    [`actionURL${index + 1}`, button.url],
  ]);
  return { key: `sampleActionCard${buttons.length}`, param: { title, text, ...Object.fromEntries(numbered) } };
}

export const groupMessage = (robotCode: string, openConversationId: string, { key, param }: Template) => ({
  robotCode,
  openConversationId,
  msgKey: key,
  msgParam: JSON.stringify(param),
});

/** @param userIds at most twenty */
export const batchMessage = (robotCode: string, userIds: readonly string[], { key, param }: Template) => ({
  robotCode,
  userIds: [...userIds],
  msgKey: key,
  msgParam: JSON.stringify(param),
});

export const tokenRequest = ({ clientId, clientSecret }: { clientId: string; clientSecret: string }) => ({
  appKey: clientId,
  appSecret: clientSecret,
});

export const downloadRequest = (robotCode: string, downloadCode: string) => ({ downloadCode, robotCode });
