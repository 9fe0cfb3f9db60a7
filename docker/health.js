/**
 * `node docker/health.js <url> …` exits with code 0 when at least one of the URLs answers 200.
 * A script needs no curl in the image, which has node anyway.
 */
const requests = process.argv.slice(2).map(async (url) => {
  const { status } = await fetch(url, { signal: AbortSignal.timeout(3000) });
  if (status !== 200) throw new Error(`${url} answers ${status}`);
});

try {
  await Promise.any(requests);
} catch ({ errors }) {
  process.stderr.write(errors.map(({ message }) => `${message}\n`).join(''));
  process.exit(1);
}
process.exit(0); // do not wait for the connections that fetch keeps open
