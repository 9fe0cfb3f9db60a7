import { PersonAttributes } from '#customers';

/** `data.attributes` of POST /api/users, without those that only the back office sets. */
export class CreateUser extends PersonAttributes {}
