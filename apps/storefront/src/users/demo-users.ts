import { Customer, CustomerUser } from '#customers';
import type { Transaction } from '#database';
import { people } from '#demo';

const COMPANIES = ['Alder & Finch Hardware', 'Brightwater Supplies', 'Copper Lane Catering'];

/** Adds customers and people, one of them without a company, to a database without any. */
export async function addDemoUsers(transaction: Transaction): Promise<void> {
  const made = await transaction.insert(
    Customer,
    COMPANIES.map((name) => ({ name })),
  );
  const customerIds = made.identifiers.map(({ id }) => String(id));
  const users = people('shop.example').map(({ firstName, lastName, email, birthday }, index) => {
    const customerId = index > 0 ? customerIds[index % customerIds.length] : null;
    return { firstName, lastName, email, birthday, customerId };
  });
  await transaction.insert(CustomerUser, users);
}
