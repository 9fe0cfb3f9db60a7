import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Administration } from '../support/administration.js';
import type { TestClient } from '../support/applications.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { apiProof, dpopKey, dpopRequest, dpopTokenRequest, tokenProof } from '../support/dpop.js';
import { startReplicas, type Replicas } from '../support/replicas.js';
import type { Answer } from '../support/requests.js';

const REPLAYS = 50;

let database: TestDatabase;
let replicas: Replicas;
let administration: Administration;
let client: TestClient;
const key = dpopKey();

beforeAll(async () => {
  database = await createDatabase();
  replicas = await startReplicas('backoffice', database.url, {
    settings: { 'requireNonce: false': 'requireNonce: true' },
  });
  administration = await Administration.open(database.url);
  client = await administration.createClient({ dpopBoundAccessTokens: true });
});
afterAll(async () => {
  await administration.close();
  await replicas.stop();
  await database.drop();
});

/** All processes have one public URL. */
function server(at: number) {
  return { url: replicas.urls[at % replicas.urls.length]!, issuer: replicas.urls[0] };
}

/** Gets a nonce from one process, which hands it out with the error `use_dpop_nonce`. */
async function nonceOf(at: number): Promise<string> {
  const { body, headers } = await dpopTokenRequest(server(at), client, tokenProof(server(at), key));
  expect(body.error).toBe('use_dpop_nonce');
  return headers.get('dpop-nonce')!;
}

async function boundToken(nonce: string): Promise<string> {
  const { body } = await dpopTokenRequest(server(0), client, tokenProof(server(0), key, { nonce }));
  return body.access_token;
}

/** Counts equal answers, sorted. */
function counted(answers: readonly Answer[]): Record<string, number> {
  const codes = answers.map(({ body }) => body.errors?.[0].code ?? body.error ?? 'accepted');
  return Object.fromEntries(
    [...new Set(codes)].map((code) => [code, codes.filter((each) => each === code).length]),
  );
}

describe('one DPoP proof sent many times at once to two processes (RFC 9449 §11.1)', () => {
  it(`gets one token in ${REPLAYS} requests`, async () => {
    for (let round = 0; round < 3; round += 1) {
      const proof = tokenProof(server(0), key, { nonce: await nonceOf(round) });
      const answers = await Promise.all(
        Array.from({ length: REPLAYS }, async (_, at) =>
          dpopTokenRequest(server(at), client, proof),
        ),
      );
      expect(counted(answers)).toEqual({ accepted: 1, invalid_dpop_proof: REPLAYS - 1 });
    }
  });

  it(`is accepted for one of ${REPLAYS} API calls`, async () => {
    const nonce = await nonceOf(0);
    const token = await boundToken(nonce);
    for (let round = 0; round < 3; round += 1) {
      const proof = apiProof(server(0), key, token, { nonce });
      const answers = await Promise.all(
        Array.from({ length: REPLAYS }, async (_, at) => dpopRequest(server(at), token, proof)),
      );
      expect(counted(answers)).toEqual({ accepted: 1, invalid_dpop_proof: REPLAYS - 1 });
    }
  });
});

it('every process accepts the DPoP nonces of all others, at the token endpoint and at the API', async () => {
  for (const at of [0, 1]) {
    const nonce = await nonceOf(at);
    const other = server(at + 1);
    const answer = await dpopTokenRequest(other, client, tokenProof(other, key, { nonce }));
    expect(answer.status).toBe(200);
    const token = answer.body.access_token;
    const proof = apiProof(other, key, token, { nonce });
    expect((await dpopRequest(other, token, proof)).status).toBe(200);
  }
});
