import { ReadOnlyController } from '#resources';
import { roleCombinationResource } from './role-combination.resource.js';
import { RoleCombinations } from './role-combinations.repository.js';

/** Which roles members of staff have together, and how many of them. */
export class RoleCombinationsController extends ReadOnlyController(
  roleCombinationResource,
  RoleCombinations,
  'roles:read',
) {}
