import { Controller, Get, HttpCode, Module, Post, Req, Res } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyProfile, requestedProfiles } from './extensions-and-profiles.js';
import { JsonApi, JsonApiError, metaDocument } from '../index.js';

const TYPE = 'application/vnd.api+json';
const SUPPORTED = 'https://example.com/known';
const EXTENSION = 'https://example.com/ext';

@JsonApi()
@Controller('plain')
class PlainController {
  @Get()
  read(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const profiles = [...requestedProfiles(request)];
    if (profiles.includes(SUPPORTED)) applyProfile(reply, SUPPORTED);
    return { ...metaDocument({ profiles }), links: { self: '/plain' } };
  }
}

@JsonApi({ extension: EXTENSION })
@Controller('extended')
class ExtendedController {
  @Post()
  @HttpCode(200)
  run() {
    return metaDocument({});
  }

  @Post('refusal')
  reject() {
    throw JsonApiError.conflict('already_exists', 'it is taken');
  }
}

@Module({ controllers: [PlainController, ExtendedController] })
class Application {}

let app: NestFastifyApplication;

beforeAll(async () => {
  const adapter = new FastifyAdapter();
  adapter.getInstance().addContentTypeParser(TYPE, { parseAs: 'string' }, (_, body, done) => {
    done(null, body);
  });
  app = await NestFactory.create<NestFastifyApplication>(Application, adapter, { logger: false });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
});
afterAll(() => app.close());

async function read(accept: string) {
  const { headers, payload } = await app.inject({ url: '/plain', headers: { accept } });
  return { type: headers['content-type'], vary: headers['vary'], body: JSON.parse(payload) };
}

async function post(url: string, type: string, accept = TYPE) {
  const headers = { 'content-type': type, accept };
  const answer = await app.inject({ method: 'POST', url, headers, payload: '{}' });
  const { jsonapi, errors } = JSON.parse(answer.payload) as {
    jsonapi: object;
    errors?: { code: string }[];
  };
  return [answer.statusCode, answer.headers['content-type'], jsonapi, errors?.[0]?.code];
}

describe('JSON:API 1.1, profiles', () => {
  it('an applied profile is in the media type, in the jsonapi member and in the self link', async () => {
    const type = `${TYPE};profile="${SUPPORTED}"`;
    expect(await read(`${TYPE};profile="https://example.com/other ${SUPPORTED}"`)).toEqual({
      type,
      vary: 'Accept',
      body: {
        jsonapi: { version: '1.1', profile: [SUPPORTED] },
        links: { self: { href: '/plain', type } },
        meta: { profiles: ['https://example.com/other', SUPPORTED] },
      },
    });
  });

  it.each([
    ['*/*', []],
    [TYPE, []],
    [`${TYPE};profile="a";q=0, ${TYPE}`, []],
    [`${TYPE};profile="a";charset=utf-8, ${TYPE}`, []],
    [`application/json;profile="a"`, []],
    [`${TYPE};profile="a b";q=0.1, ${TYPE};profile=c`, ['a', 'b', 'c']],
  ])('Accept: %s requests the profiles %j', async (accept, profiles) => {
    expect(await read(accept)).toEqual({
      type: TYPE,
      vary: 'Accept',
      body: { jsonapi: { version: '1.1' }, links: { self: '/plain' }, meta: { profiles } },
    });
  });
});

describe('JSON:API 1.1, a controller with an extension', () => {
  const extended = `${TYPE};ext="${EXTENSION}"`;
  const applied = { version: '1.1', ext: [EXTENSION] };
  const plain = { version: '1.1' };

  it('applies the extension to its answers, including errors', async () => {
    expect(await post('/extended', extended)).toEqual([200, extended, applied, undefined]);
    expect(await post('/extended/refusal', extended)).toEqual([
      409,
      extended,
      applied,
      'already_exists',
    ]);
  });

  it.each([TYPE, `${TYPE};ext="other"`, `${TYPE};ext="${EXTENSION} other"`, `${extended};a=b`])(
    'requires the extension: answers 415 to Content-Type %s',
    async (type) => {
      expect(await post('/extended', type)).toEqual([415, TYPE, plain, 'unsupported_media_type']);
    },
  );

  it.each([
    [extended, 200],
    [`${TYPE};ext="other", ${TYPE}`, 200],
    [`${TYPE};ext="other", ${extended};q=0.1`, 200],
    ['*/*', 200],
    [`${TYPE};ext="other"`, 406],
    [`${TYPE};ext="${EXTENSION} other", */*`, 406],
    [`${extended};a=b`, 406],
  ])('answers Accept: %s with %i', async (accept, status) => {
    expect((await post('/extended', extended, accept))[0]).toBe(status);
  });
});
