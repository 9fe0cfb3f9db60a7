import { Module } from '@nestjs/common';
import { OperationsController } from './operations.controller.js';

/** Atomic operations on the resources of the other features. */
@Module({ controllers: [OperationsController] })
export class OperationsModule {}
