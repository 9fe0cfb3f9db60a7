import type { ListStateWith } from '../routing/list-state.js';

/** The filters of the lists of people, as the address has them. */
export const PEOPLE_FILTERS = {
  state: ['enabled', 'disabled', 'unconfirmed'],
  /** The id of a role of staff. */
  role: 'text',
  /** The role of a person with an account. */
  position: ['buyer', 'administrator'],
  /** The id of a company. */
  company: 'text',
} as const;

export type PeopleState = ListStateWith<typeof PEOPLE_FILTERS>;

/** The parts of the page of a person. */
export const PERSON_TABS = ['details', 'sign-in', 'sessions', 'apps', 'history'] as const;

export type PersonTab = (typeof PERSON_TABS)[number];
