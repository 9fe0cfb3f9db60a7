import { DescribedAnswers, operationAt } from './open-api.js';

/** What is needed of an answer; its body is parsed. */
type Judged = Parameters<DescribedAnswers['judge']>[0];

/** Applications of this process whose answers are held against their own description. */
const described = new Map<string, Promise<DescribedAnswers> | null>();

/** From now on answers from this address are looked at. */
export function describedAt(url: string): void {
  described.set(url, null);
}

/** What is wrong with an answer of JSON:API in the eyes of the description of who answers. */
export async function descriptionFaults(
  address: string,
  method: string,
  answer: Judged,
): Promise<object[]> {
  const { origin, pathname } = new URL(address);
  const answers = await answersOf(origin);
  const operation = answers && operationAt(answers.document, method, pathname);
  if (!answers || !operation) return [];
  answers.judge(answer, operation);
  return answers.faults.splice(0);
}

/** Undefined for an address that is not looked at. The description is fetched with the first answer. */
async function answersOf(origin: string): Promise<DescribedAnswers | undefined> {
  const known = described.get(origin);
  if (known === undefined) return undefined;
  const answers = known ?? fetchDescription(origin);
  described.set(origin, answers);
  return answers;
}

async function fetchDescription(origin: string): Promise<DescribedAnswers> {
  const response = await fetch(`${origin}/api/openapi.json`);
  return new DescribedAnswers((await response.json()) as DescribedAnswers['document']);
}
