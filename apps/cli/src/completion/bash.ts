import type { CompletedCommand, Value } from './command-tree.js';
import { quoted } from './quoted.js';
import { casesOf, type Shell } from './shell-cases.js';

const BASH: Shell = {
  lastWord: `\${COMP_WORDS[COMP_CWORD-1]}`,
  or: ' | ',
  proposal,
  commandCase,
};

/** Returns a script that completes the commands in bash 3.2 and newer. */
export function bashScript(tree: readonly CompletedCommand[]): string {
  const paths = tree.slice(1).map(({ path }) => quoted(path));
  return `# Completion of latchkey for bash: source <(latchkey completion bash)
_latchkey() {
  local cur=\${COMP_WORDS[COMP_CWORD]} at=latchkey words= i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$at \${COMP_WORDS[i]}" in
      ${paths.join(' | ')}) at="$at \${COMP_WORDS[i]}" ;;
    esac
  done
  COMPREPLY=()
${casesOf(tree, BASH)}
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -F _latchkey latchkey latchkey.js
`;
}

function proposal(value: Value): string {
  if (value === 'text') return '';
  if (value === 'file') return `${FILES}; `;
  return `COMPREPLY=($(compgen -W ${quoted(value.join(' '))} -- "$cur")); `;
}

/** `filenames` lets bash add a slash to a folder; older versions do not have `compopt`. */
const FILES =
  'compopt -o filenames 2>/dev/null; local IFS=$\'\\n\'; COMPREPLY=($(compgen -f -- "$cur"))';

function commandCase({ path, commands, options, value }: CompletedCommand): string {
  const words = [
    ...commands.map(({ name }) => name),
    ...(Array.isArray(value) ? (value as string[]) : []),
    ...options.flatMap(({ flags }) => flags),
  ];
  const files = value === 'file' ? `[[ $cur == -* ]] || { ${FILES}; return; }; ` : '';
  return `    ${quoted(path)}) ${files}words=${quoted(words.join(' '))} ;;`;
}
