/**
 * A fictional person. The e-mail addresses and phone numbers are in the ranges reserved for
 * examples (RFC 2606, NANP 555-01xx).
 */
export interface Person {
  firstName: string;
  lastName: string;
  email: string;
  username: string;
  /** YYYY-MM-DD */
  birthday: string;
  phone: string;
  title: string;
}

const FIRST_NAMES =
  'Amelia Noah Priya Mateusz Ingrid Kwame Sofia Hiroshi Leila Tomás Freya Anton ' +
  'Chiara Samuel Yuki Beatriz Oskar Nadia Victor Elif Jonas Thandiwe Marco Hannah ' +
  'Rafael Agnes Dmitri Zoe Karim Linnea Paul Ximena Aidan Greta Omar Clara';

const LAST_NAMES =
  'Hartley Lindqvist Raman Kowalski Solberg Mensah Moretti Tanaka Haddad Novák Eriksen Weber ' +
  'Ricci Osei Nakamura Carvalho Nilsson Petrova Dupont Yılmaz Fischer Dlamini Conti Becker ' +
  'Santos Jansen Volkov Marchetti Rahman Bergström Keller Vargas Byrne Hoffmann Farouk Meyer';

const TITLES = [
  'Catalogue manager',
  'Order desk',
  'Customer care',
  'Pricing analyst',
  'Warehouse lead',
  'Accounts receivable',
];

/** Returns a few dozen people, the same on each call. */
export function people(domain: string): Person[] {
  const lastNames = LAST_NAMES.split(' ');
  return FIRST_NAMES.split(' ').map((firstName, index) => {
    const lastName = lastNames[index]!;
    const username = `${plain(firstName)}.${plain(lastName)}`;
    return {
      firstName,
      lastName,
      username,
      email: `${username}@${domain}`,
      birthday: new Date(Date.UTC(1962 + index, (index * 7) % 12, 1 + ((index * 11) % 28)))
        .toISOString()
        .slice(0, 10),
      phone: `+1 212 555 01${String(index).padStart(2, '0')}`,
      title: TITLES[index % TITLES.length]!,
    };
  });
}

/** Returns the name in lower-case ASCII, for an e-mail address. */
function plain(name: string): string {
  return name
    .replaceAll('ı', 'i')
    .normalize('NFD')
    .replaceAll(/[^A-Za-z]/g, '')
    .toLowerCase();
}
