import { Controller, Delete, HttpCode, HttpStatus, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '#audit';
import {
  Answers,
  document,
  JsonApiError,
  metaDocument,
  ResourceAttributes,
  ResourceSelection,
} from '#json-api';
import { Caller, RequireScope, type Side, SigningKeyAdministration } from '#oauth';
import { ReadOnlyController } from '#resources';
import { CreateSigningKey } from './create-signing-key.js';
import { type ListedSigningKey, signingKeyResource } from './signing-key.resource.js';
import { SigningKeyResources } from './signing-keys.repository.js';

/** Signing keys of both sides. No key is made here, because only processes of its side can seal one. */
@Controller(signingKeyResource.path)
export class SigningKeysController extends ReadOnlyController(
  signingKeyResource,
  SigningKeyResources,
  'keys:read',
) {
  constructor(
    rows: SigningKeyResources,
    private readonly keys: SigningKeyAdministration,
  ) {
    super(rows);
  }

  /**
   * Answers 202, because a process of the side will make the key, which has no id before that
   * (jsonapi.org 1.1, "Creating Resources"). Answers 200 with the next key when it is announced
   * already, because then no further key is made.
   */
  @Post()
  @RequireScope('keys:write')
  @Answers({
    200: { description: 'A key is announced already.' },
    202: { description: 'One will be made.', data: false, meta: { rotation: { type: 'object' } } },
  })
  async create(
    @ResourceAttributes(signingKeyResource, CreateSigningKey) attributes: CreateSigningKey,
    @ResourceSelection(signingKeyResource) selection: ResourceSelection,
    @Caller() { administrator }: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { announced, rotation } = await this.#rotate(attributes, administrator.actor);
    reply.status(announced ? HttpStatus.OK : HttpStatus.ACCEPTED);
    return announced
      ? document(signingKeyResource, announced, selection)
      : metaDocument({ rotation });
  }

  /** Withdraws a key at once. All tokens that it signed are refused, also the token of the caller. */
  @Delete(':id')
  @HttpCode(204)
  @RequireScope('keys:write')
  async withdraw(
    @Param('id') id: string,
    @ResourceSelection(signingKeyResource) _selection: ResourceSelection, // rejects all other parameters
    @Caller() { administrator }: Caller,
  ): Promise<void> {
    if (!(await this.keys.withdraw(id, administrator.actor))) throw notFound(id);
  }

  async #rotate(request: CreateSigningKey, actor: Actor): Promise<Rotation> {
    const { side, algorithm = null } = request;
    const { underWay, instances } = await this.keys.requestRotation(side, algorithm, actor);
    if (!underWay) return { announced: null, rotation: { side, algorithm, instances } };
    const announced = await this.rows.find(underWay);
    // The announced key was withdrawn meanwhile, so a new one is needed.
    return announced ? { announced } : this.#rotate(request, actor);
  }
}

type Rotation =
  | { announced: ListedSigningKey; rotation?: never }
  | { announced: null; rotation: { side: Side; algorithm: string | null; instances: number } };

function notFound(id: string): JsonApiError {
  return JsonApiError.notFound('signing-keys', id);
}
