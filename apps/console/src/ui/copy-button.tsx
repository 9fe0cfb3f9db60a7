import { useEffect, useState } from 'react';
import { Button, IconButton } from './button.js';
import { useToast } from './toast.js';
import { useMessages } from './use-messages.js';

/** Milliseconds for which the button says that the text is copied. */
const SHOWN_MS = 2000;

interface CopyButtonProps {
  /** The text; a function when it must not be in the page. */
  text: string | (() => string);
  /** Shows words beside the icon. */
  label?: string;
  isSmall?: boolean;
}

/** Copies a text to the clipboard, and says so. */
export function CopyButton({ text, label, isSmall }: CopyButtonProps) {
  const t = useMessages();
  const toast = useToast();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(typeof text === 'string' ? text : text());
      setCopied(true);
    } catch {
      toast.bad(t('copyFailed'));
    }
  };
  const look = { icon: isCopied ? 'check' : 'copy', isSmall } as const;
  const said = isCopied ? t('copied') : (label ?? t('copy'));
  return (
    <>
      {label === undefined ? (
        <IconButton {...look} label={said} onClick={() => void copy()} />
      ) : (
        <Button {...look} onClick={() => void copy()}>
          {said}
        </Button>
      )}
      <span className="visually-hidden" aria-live="polite">
        {isCopied && t('copied')}
      </span>
    </>
  );
}
