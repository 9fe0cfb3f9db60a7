/** Digits and signs that people add to a common password. */
const ADDED = /^[\d\W_]+|[\d\W_]+$/gu;

let loading: Promise<(password: string) => boolean> | undefined;

/**
 * Returns a function that is true for a common password in lower case, also with digits and signs
 * around it. The list has 50,000 passwords and takes some MB, so
 * it is loaded when somebody first chooses a password.
 */
export async function commonPasswords(): Promise<(password: string) => boolean> {
  loading ??= load();
  return loading;
}

async function load(): Promise<(password: string) => boolean> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  const listed = new Set<string | number>(dictionary['passwords-common']);
  return (password) => {
    const core = password.replaceAll(ADDED, '');
    return listed.has(password) || (core !== '' && listed.has(core));
  };
}
