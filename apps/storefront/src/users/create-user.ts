import { CustomerUserAttributes } from '#customers';

/** `data.attributes` of POST /api/users: nothing that is the back office's to decide. */
export class CreateUser extends CustomerUserAttributes {}
