import { PeopleListPage } from './lists/people-list.js';
import { NewPersonPage } from './person/new-person-page.js';
import { PersonPage } from './person/person-page.js';

export { CustomerPage } from './customers/customer-page.js';
export { CustomersPage } from './customers/customers-page.js';
export { ProvidersPage } from './providers/providers-page.js';
export { PeopleIndexPage } from './sections.js';

export const StaffPage = () => <PeopleListPage kind="staff" />;
export const StaffPersonPage = () => <PersonPage kind="staff" />;
export const NewStaffPage = () => <NewPersonPage kind="staff" />;
export const AccountsPage = () => <PeopleListPage kind="accounts" />;
export const AccountPersonPage = () => <PersonPage kind="accounts" />;
export const NewAccountPage = () => <NewPersonPage kind="accounts" />;
