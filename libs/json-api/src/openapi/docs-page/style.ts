/** Uses no fonts and images beyond those of the system, so the policy can block all others. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --text: light-dark(#1b1f24, #e6e9ed); --dim: light-dark(#57606a, #9aa4af);
  --page: light-dark(#f6f7f9, #14171b); --card: light-dark(#fff, #1c2127);
  --line: light-dark(#d5dae1, #343b44); --accent: light-dark(#0b57d0, #8ab4f8);
  --good: light-dark(#146c2e, #7bd88f); --bad: light-dark(#b3261e, #ff8a80);
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 70rem; color: var(--text); background: var(--page);
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { margin: 0; font-size: 1.5rem; }
h1 small { color: var(--dim); font-size: 1rem; font-weight: 400; }
h2 { margin: 0 0 .5rem; font-size: 1.15rem; }
h3 { margin: 1rem 0 .25rem; font-size: 1rem; }
p { margin: .25rem 0; }
a { color: var(--accent); }
code, pre, textarea, .path { font-family: ui-monospace, monospace; font-size: .875rem; }
small, .hint { color: var(--dim); font-size: .875rem; line-height: 1.35; }
small { display: block; margin-top: .25rem; }
small code { white-space: nowrap; font-size: .8rem; margin-right: .25rem; }
h1 small, h2 small { display: inline; }
header { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; }
.skip { position: absolute; left: -100rem; }
.skip:focus { position: static; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.sign-in, .group, .answer { background: var(--card); border: 1px solid var(--line);
  border-radius: .5rem; padding: 1rem; margin: 1rem 0; }
#sign-in, .fields { display: grid; gap: .75rem 1rem;
  grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr)); align-items: end; }
.fields { align-items: start; }
#sign-in p, .fields p { margin: 0; min-width: 0; }
label { display: block; font-weight: 600; font-size: .875rem; overflow-wrap: anywhere; }
input, select, textarea, button { width: 100%; padding: .45rem .6rem; border-radius: .35rem; font: inherit;
  border: 1px solid light-dark(#8c959f, #6b7580); background: var(--page); color: inherit; }
textarea { min-height: 12rem; resize: vertical; font-family: ui-monospace, monospace; font-size: .875rem; }
button { width: auto; padding: .45rem 1.1rem; border-color: var(--accent); background: var(--accent);
  color: var(--card); font-weight: 600; cursor: pointer; }
button.plain { background: none; color: var(--accent); }
button:disabled { opacity: .6; cursor: wait; }
#resources { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding: .5rem 0;
  background: var(--page); border-bottom: 1px solid var(--line); overflow-x: auto; }
#resources a { white-space: nowrap; padding: .25rem 0; }
.group, .operation { scroll-margin-top: 3.5rem; }
.find { margin: 1rem 0; }
.group { padding: 0; overflow: hidden; }
.group > h2 { padding: .75rem 1rem; margin: 0; }
.operation { border-top: 1px solid var(--line); }
.operation > summary { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline;
  padding: .6rem 1rem; cursor: pointer; }
.operation > summary::before { content: '▸'; color: var(--dim); }
.operation[open] > summary::before { content: '▾'; }
.operation > summary:focus-visible { outline-offset: -3px; }
.operation > summary:hover { background: var(--page); }
.method { flex: 0 0 4rem; font-weight: 700; font-size: .8rem; letter-spacing: .03em; color: var(--accent); }
.method.post, .method.patch { color: var(--good); }
.method.delete { color: var(--bad); }
.path { overflow-wrap: anywhere; }
.said { margin-left: auto; color: var(--dim); font-size: .875rem; }
.inside { padding: .25rem 1rem 1rem; }
.inside details > summary { cursor: pointer; padding: .35rem 0; color: var(--accent); }
.answers { margin: 0; display: grid; grid-template-columns: auto 1fr; gap: .1rem 1rem; font-size: .875rem; }
.answers dt { font-weight: 700; }
.answers dd { margin: 0; color: var(--dim); }
.buttons { margin-top: .75rem; display: flex; gap: .5rem; align-items: center; }
.answer { background: var(--page); padding: .75rem; margin: .75rem 0 0; }
.good { color: var(--good); font-weight: 600; }
.bad { color: var(--bad); font-weight: 600; }
pre { margin: .5rem 0 0; max-height: 30rem; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
[hidden] { display: none !important; }
@media (max-width: 40rem) { #resources { flex-wrap: nowrap; } .said { margin-left: 0; flex-basis: 100%; } body { padding: .75rem; } }
`;
