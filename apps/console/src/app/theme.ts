import { useSyncExternalStore } from 'react';

export const THEMES = ['system', 'light', 'dark'] as const;

export type Theme = (typeof THEMES)[number];

const STORED = 'latchkey.console.theme';

const listeners = new Set<() => void>();

function stored(): Theme {
  const theme = localStorage.getItem(STORED) as Theme | null;
  return theme !== null && THEMES.includes(theme) ? theme : 'system';
}

/** Applies the stored theme to the page. Call it before the first rendering. */
export function applyTheme(): void {
  const theme = stored();
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

function chooseTheme(theme: Theme): void {
  localStorage.setItem(STORED, theme);
  applyTheme();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The theme, and a function that stores another choice in this browser. */
export function useTheme(): [theme: Theme, choose: (theme: Theme) => void] {
  return [useSyncExternalStore(subscribe, stored), chooseTheme];
}
