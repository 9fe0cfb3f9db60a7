import type { CompletedCommand, Value } from './command-tree.js';
import { quoted } from './quoted.js';
import { casesOf, type Shell } from './shell-cases.js';

const ZSH: Shell = { lastWord: `\${words[CURRENT-1]}`, or: '|', proposal, commandCase };

/** Returns a script that completes the commands in zsh, with their descriptions. */
export function zshScript(tree: readonly CompletedCommand[]): string {
  const paths = tree.slice(1).map(({ path }) => quoted(path));
  return `#compdef latchkey latchkey.js
# Completion of latchkey for zsh: source <(latchkey completion zsh), after compinit
_latchkey() {
  local at=latchkey word
  local -a commands options
  for word in \${words[2,CURRENT-1]}; do
    case "$at $word" in
      ${paths.join('|')}) at="$at $word" ;;
    esac
  done
${casesOf(tree, ZSH)}
  if (( $#commands )); then _describe -t commands command commands; fi
  _describe -t options option options
}
if [[ $funcstack[1] == _latchkey ]]; then
  _latchkey "$@"
else
  compdef _latchkey latchkey latchkey.js
fi
`;
}

function proposal(value: Value): string {
  if (value === 'text') return '';
  if (value === 'file') return '_files; ';
  return `compadd -- ${value.map(quoted).join(' ')}; `;
}

function commandCase({ path, commands, options, value }: CompletedCommand): string {
  const named = commands.map(({ name, description }) => quoted(`${name}:${description}`));
  const flags = options.flatMap((option) =>
    option.flags.map((flag) => quoted(`${flag}:${option.description}`)),
  );
  return [
    `    ${quoted(path)})`,
    `      commands=(${named.join(' ')})`,
    `      options=(${flags.join(' ')})`,
    `      ${value === null ? '' : proposal(value)};;`,
  ].join('\n');
}
