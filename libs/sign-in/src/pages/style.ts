/**
 * Returns the style sheet of the pages. It has both colour schemes. `color` is used as a background
 * for white text; dark pages use a lighter mix of it for text.
 */
export function styleOf(color: string): string {
  return `:root {
  color-scheme: light dark;
  --accent: ${color};
  --accent-text: #fff;
  --link: ${color};
  --back: #f4f5f7;
  --card: #fff;
  --text: #1a1d23;
  --quiet: #565d6b;
  --line: #878e9b;
  --wrong: #b3261e;
  --wrong-back: #fdeceb;
  --good: #1b6e3c;
  --good-back: #e7f5ec;
}
@media (prefers-color-scheme: dark) {
  :root {
    --link: color-mix(in srgb, ${color} 45%, #fff);
    --back: #14161a;
    --card: #1f2228;
    --text: #eceef2;
    --quiet: #b0b7c3;
    --line: #7d8593;
    --wrong: #ffb4ab;
    --wrong-back: #43211f;
    --good: #8fdcae;
    --good-back: #1c3527;
  }
}
* { box-sizing: border-box; }
[hidden] { display: none; }
body {
  margin: 0;
  min-height: 100vh;
  padding: 2rem 1rem;
  background: var(--back);
  color: var(--text);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
header, main { max-width: 26rem; margin: 0 auto; }
.wide header, .wide main { max-width: 46rem; }
header { display: flex; align-items: center; gap: .75rem; margin-bottom: 1rem; min-height: 2.5rem; }
header img { max-height: 2.5rem; max-width: 8rem; }
header p { margin: 0; font-weight: 600; overflow-wrap: anywhere; }
section {
  margin-bottom: 1rem;
  padding: 1.5rem;
  background: var(--card);
  border-radius: .75rem;
  box-shadow: 0 1px 3px rgb(0 0 0 / .15);
}
h1 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin: 0 0 .75rem; font-size: 1.125rem; }
p, ul { margin: 0 0 1rem; overflow-wrap: anywhere; }
:is(p, ul, form, table, dl):last-child { margin-bottom: 0; }
ul { padding-left: 1.25rem; }
.quiet { color: var(--quiet); font-size: .9375rem; }
a { color: var(--link); }
label { display: block; margin-bottom: .25rem; font-weight: 600; }
input {
  display: block;
  width: 100%;
  margin-bottom: 1rem;
  padding: .625rem .75rem;
  border: 1px solid var(--line);
  border-radius: .5rem;
  background: var(--card);
  color: var(--text);
  font: inherit;
}
input + .quiet { margin-top: -.5rem; }
button, .button {
  display: block;
  width: 100%;
  padding: .625rem 1rem;
  border: 1px solid var(--accent);
  border-radius: .5rem;
  background: var(--accent);
  color: var(--accent-text);
  font: inherit;
  font-weight: 600;
  line-height: 1.5;
  text-align: center;
  text-decoration: none;
  cursor: pointer;
}
button.plain, .button.plain { background: transparent; border-color: var(--line); color: var(--text); }
button + button, form + form, .button + .button, form + .button { margin-top: .75rem; }
:is(a, button, input):focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.wrong, .good { padding: .75rem 1rem; border-radius: .5rem; }
.wrong { background: var(--wrong-back); color: var(--wrong); }
.good { background: var(--good-back); color: var(--good); }
dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; margin: 0 0 1rem; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
.list { list-style: none; padding: 0; }
.list > li { display: flex; gap: 1rem; align-items: center; padding: .75rem 0; border-top: 1px solid var(--line); }
.list > li:first-child { border-top: 0; padding-top: 0; }
.list > li > :first-child { flex: 1; min-width: 0; margin: 0; }
.list button { width: auto; }
.codes { list-style: none; padding: 0; white-space: nowrap; }
.facts { display: flex; flex-wrap: wrap; column-gap: 1.25rem; }
code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; }
form + p { margin-top: 1rem; }
figure { margin: 0 0 1rem; }
.qr { display: block; width: 100%; max-width: 14rem; margin: 0 auto; }
.narrow { max-width: 22rem; }
.below { margin-top: 1rem; }
@media (max-width: 30rem) {
  body { padding: 1rem .75rem; }
  section { padding: 1.25rem 1rem; }
  .list > li { flex-wrap: wrap; }
  .list > li > :first-child { flex-basis: 100%; }
}
`;
}
