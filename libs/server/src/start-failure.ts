import { type Config, ConfigError, settingName } from '#config';

type Side = 'backoffice' | 'storefront';

/** An error of Node.js about an address, or any other error. */
type Failure = Error & { code?: string; address?: string; port?: number };

/** Reasons why a process cannot listen, by the code of Node.js. */
const CANNOT_LISTEN: Readonly<Record<string, string>> = {
  EACCES: 'this user may not listen on it',
  EADDRNOTAVAIL: 'this machine does not have the address',
  ENOTFOUND: 'the host name is unknown',
};

/**
 * Returns one line about the failure of a start or a stop, with the setting to change. It has no
 * stack, which is in the log at the level `debug`.
 */
export function failureLine(error: unknown, config?: Config, side?: Side): string {
  if (!(error instanceof Error)) return String(error);
  // Its paths have their variables already.
  if (error instanceof ConfigError) return error.message;
  const aboutAddress = config && side && listenFailure(error, config, side);
  if (aboutAddress) return aboutAddress;
  const isBug = error instanceof TypeError || error instanceof ReferenceError;
  return isBug
    ? `${error.name}: ${error.message} (a bug: the log at the level debug has the stack)`
    : withVariables(error.message, config);
}

/** A path of a setting, except where its variable follows in brackets. */
const SETTING =
  /\b(?:database|http|clients|keys|signIn|backoffice|storefront)\.[\w.]*\w(?!\w| \()/g;

/** Adds the environment variable to each setting that a message names. */
function withVariables(message: string, config?: Config): string {
  return config ? message.replaceAll(SETTING, (path) => settingName(config, path)) : message;
}

function listenFailure(error: Failure, config: Config, side: Side): string | undefined {
  const { code = '', address, port } = error;
  const application = config[side];
  const isManagement = port === application.managementPort;
  const setting = (name: string, managementName: string) =>
    settingName(config, `${side}.${isManagement ? managementName : name}`);
  const [portName, hostName] = [
    setting('port', 'managementPort'),
    setting('host', 'managementHost'),
  ];

  if (code === 'EADDRINUSE') {
    const user = `, perhaps by another Latchkey that serves port ${application.port}`;
    return `port ${port} is in use${isManagement ? user : ''}: stop the process that uses it, or change ${portName}`;
  }
  const reason = CANNOT_LISTEN[code];
  if (reason === undefined || port === undefined) return undefined;
  return `cannot listen on ${address ?? ''}:${port} (${code}): ${reason}; change ${hostName} or ${portName}`;
}
