import { prepareCredentials, type WecomCredentials } from '../../../src/channels/wecom/credentials.ts';
import { loadVectors } from '../vectors.ts';

interface Config {
  token: string;
  encodingAESKey: string;
  receiveid: string;
}

export interface Vector extends Config {
  id: string;
  mode: 'app' | 'aibot';
  kind: 'echostr' | 'callback' | 'passive_reply' | 'aes_only';
  timestamp: string;
  nonce: string;
  msg_signature: string;
  encrypt: string;
  random_hex: string;
  plaintext: string;
  raw_query?: string;
  raw_body?: string;
  expect_response?: unknown;
}

export interface HostileVector {
  id: string;
  mode: 'app' | 'aibot';
  config: Config;
  /** Seconds. */
  now: number;
  method: 'GET' | 'POST';
  query: string;
  body: string | null;
  body_generator?: { prefix: string; repeat: string; count: number; suffix: string };
  expect: { status: number; error: string | null; plaintext?: string };
}

export const vectors = loadVectors<{
  published: Vector[];
  generated: Vector[];
  hostile: HostileVector[];
  samples: {
    app_xml: Record<string, string>;
    aibot_json: Record<string, unknown>;
    aibot_ws: Record<string, { cmd?: string; body?: unknown }>;
  };
}>('wecom-vectors.json');

export function credentialsOf(config: Config): WecomCredentials {
  return prepareCredentials({ token: config.token, encodingAesKey: config.encodingAESKey, receiveId: config.receiveid });
}
