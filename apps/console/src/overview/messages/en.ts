export const en = {
  title: 'Overview',
} as const;
