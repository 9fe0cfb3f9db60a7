/**
 * `node docker/health.js <url> …`: exit code 0 when any of the URLs answers
 * 200. The image has node anyway, and would need curl for nothing else.
 */
const asked = process.argv.slice(2).map(async (url) => {
  const { status } = await fetch(url, { signal: AbortSignal.timeout(3000) });
  if (status !== 200) throw new Error(`${url} answers ${status}`);
});

try {
  await Promise.any(asked);
} catch ({ errors }) {
  process.stderr.write(errors.map(({ message }) => `${message}\n`).join(''));
  process.exit(1);
}
process.exit(0); // not waiting for the connections that fetch keeps open
