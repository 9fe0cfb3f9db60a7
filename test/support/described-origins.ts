import type { INestApplicationContext } from '@nestjs/common';
import { OpenApiController } from '../../libs/json-api/src/openapi/open-api.controller.js';
import { DescribedAnswers, operationAt, type OpenApiDocument } from './open-api.js';

/** An answer with its parsed body. */
type CheckedAnswer = Parameters<DescribedAnswers['check']>[0];

/** Applications of this process, by origin, whose answers are checked against their description. */
const described = new Map<string, DescribedAnswers>();

/**
 * Descriptions by the text of the document without the origin. Most applications of a test run have
 * the same document, and it takes long to compile.
 */
const compiled = new Map<string, DescribedAnswers>();

/** Begins to check the answers from this address. */
export function describedAt(url: string, app: INestApplicationContext): void {
  const text = documentText(app).replaceAll(url, 'http://localhost');
  if (!compiled.has(text)) {
    compiled.set(text, new DescribedAnswers(JSON.parse(text) as OpenApiDocument));
  }
  described.set(url, compiled.get(text)!);
}

/** Returns the violations of the application's OpenAPI document in an answer of JSON:API. */
export function descriptionErrors(
  address: string,
  method: string,
  answer: CheckedAnswer,
): object[] {
  const { origin, pathname, search } = new URL(address);
  const answers = described.get(origin);
  const operation = answers && operationAt(answers.document, method, pathname);
  if (!answers || !operation) return [];
  answers.checkAnswerTo(answer, operation, search);
  return answers.errors.splice(0);
}

/** Reads the document without a request, which tests of counts and connections would notice. */
function documentText(app: INestApplicationContext): string {
  const reply = { header: () => reply, status: () => reply };
  return String(app.get(OpenApiController, { strict: false }).read(undefined, reply as never));
}
