import type { INestApplicationContext } from '@nestjs/common';
import { OpenApiController } from '../../libs/json-api/src/openapi/open-api.controller.js';
import { DescribedAnswers, operationAt, type OpenApiDocument } from './open-api.js';

/** What is needed of an answer; its body is parsed. */
type Judged = Parameters<DescribedAnswers['judge']>[0];

/** Applications of this process whose answers are held against their own description. */
const described = new Map<string, DescribedAnswers>();

/** From now on answers from this address are looked at. */
export function describedAt(url: string, app: INestApplicationContext): void {
  described.set(url, new DescribedAnswers(documentOf(app)));
}

/** What is wrong with an answer of JSON:API in the eyes of the description of who answers. */
export function descriptionFaults(address: string, method: string, answer: Judged): object[] {
  const { origin, pathname } = new URL(address);
  const answers = described.get(origin);
  const operation = answers && operationAt(answers.document, method, pathname);
  if (!answers || !operation) return [];
  answers.judge(answer, operation);
  return answers.faults.splice(0);
}

/** Without a request, which tests of counts and of connections would see. */
function documentOf(app: INestApplicationContext): OpenApiDocument {
  const reply = { header: () => reply, status: () => reply };
  const text = app.get(OpenApiController, { strict: false }).read(undefined, reply as never);
  return JSON.parse(String(text)) as OpenApiDocument;
}
