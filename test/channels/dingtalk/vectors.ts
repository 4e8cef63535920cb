import { loadVectors } from '../vectors.ts';

type Fields = Record<string, unknown>;

export interface HostileCase {
  id: string;
  request: { headers: 'default' | Record<string, string>; base?: string; set?: Fields; unset?: string[]; rawBody?: string };
  generate?: { path?: string; repeat: string; count?: number };
  expect: {
    status: number;
    dispatch: boolean;
    normalisedText?: string;
    text?: string;
    attachments?: number;
    mentions?: string[];
    sentAt?: number;
    alert?: string;
    replyVia?: string;
    securityEvent?: boolean;
    identity?: { userId: string | null; externalKey?: string };
  };
}

export const vectors = loadVectors<{
  meta: {
    conventions: { now: number };
    config: {
      robotCode: string;
      clientSecret: string;
      corpId: string;
      botNames: string[];
      secondRobot: { robotCode: string; clientSecret: string };
    };
  };
  hmac: {
    robotHttpInbound: {
      vectors: { id: string; timestamp: string; secret: string; signBase64: string }[];
      skewBoundary: { timestamp: string; accept: boolean }[];
    };
    customRobotOutbound: { vectors: { id: string; timestamp: string; secret: string; signEncoded: string; url: string }[] };
  };
  samples: {
    httpHeaders: Record<string, string>;
    inbound: Record<string, Fields>;
    outbound: Record<string, Fields & { request?: { url: string; body?: Fields } }>;
    stream: { card: { in: { data: string } } };
    cardHttp: { body: Fields; response: Fields };
    errors: Record<string, Fields>;
  };
  errorClassification: {
    http: number;
    body?: Fields;
    bodyText?: string;
    class: string;
    retryAfterMs?: number;
  }[];
  textNormalisation: { cases: { in: string; out: string }[] };
  sessionWebhookUrls: { cases: { url: unknown; allow: boolean; why: string }[] };
  hostile: { robotHttp: HostileCase[] };
}>('dingtalk-vectors.json');
