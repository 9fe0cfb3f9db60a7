import {
  Controller,
  Delete,
  Get,
  HttpCode,
  HttpStatus,
  Param,
  Post,
  Res,
  UseGuards,
} from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '#audit';
import {
  Answers,
  collection,
  document,
  JsonApi,
  JsonApiError,
  metaDocument,
  ResourceAttributes,
  ResourceQuery,
  ResourceSelection,
} from '#json-api';
import {
  AccessTokenGuard,
  Caller,
  RequireScope,
  type Side,
  SigningKeyAdministration,
} from '#oauth';
import { CreateSigningKey } from './create-signing-key.js';
import { type ListedSigningKey, signingKeyResource } from './signing-key.resource.js';
import { SigningKeyResources } from './signing-keys.repository.js';

/** Signing keys of both sides. No key is made here, because only processes of its side can seal one. */
@Controller('api/signing-keys')
@JsonApi()
@UseGuards(AccessTokenGuard)
export class SigningKeysController {
  constructor(
    private readonly keys: SigningKeyAdministration,
    private readonly rows: SigningKeyResources,
  ) {}

  @Get()
  @RequireScope('keys:read')
  async list(@ResourceQuery(signingKeyResource) query: ResourceQuery) {
    return collection(signingKeyResource, await this.rows.list(query), query);
  }

  @Get(':id')
  @RequireScope('keys:read')
  async read(
    @Param('id') id: string,
    @ResourceSelection(signingKeyResource) selection: ResourceSelection,
  ) {
    const key = await this.rows.find(id);
    if (!key) throw notFound(id);
    return document(signingKeyResource, key, selection);
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
