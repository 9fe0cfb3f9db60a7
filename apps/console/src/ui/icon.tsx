const PATHS = {
  app: 'M2 3h12v10H2zM2 6.2h12M4.3 4.6v.01M6.3 4.6v.01',
  alert: 'M8 2.5 14.5 13.5h-13zM8 6.5v3.2M8 11.6v.1',
  check: 'M3 8.5 6.5 12 13 4.5',
  chevronDown: 'm4 6 4 4 4-4',
  chevronLeft: 'm10 4-4 4 4 4',
  chevronRight: 'm6 4 4 4-4 4',
  close: 'm4 4 8 8m0-8-8 8',
  columns: 'M2.5 3.5h11v9h-11zM6.2 3.5v9M9.8 3.5v9',
  copy: 'M5.5 5.5h8v8h-8zM2.5 10.5v-8h8',
  download: 'M8 2.5v7.5M4.8 7 8 10.2 11.2 7M2.5 13.5h11',
  external: 'M9.5 2.5h4v4M13.3 2.7 7.5 8.5M11.5 9v4.5h-9v-9H7',
  eye: 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z',
  filter: 'M2 3.5h12M4.5 8h7M6.5 12.5h3',
  globe:
    'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM1.5 8h13M8 1.5c2 2 2.6 4.2 2.6 6.5S10 12.5 8 14.5C6 12.5 5.4 10.3 5.4 8S6 3.5 8 1.5z',
  home: 'M2 7.8 8 2.8l6 5M3.8 6.5v6.7h8.4V6.5',
  key: 'M10.5 1.8a3.7 3.7 0 1 0 0 7.4 3.7 3.7 0 0 0 0-7.4zM7.8 8.2l-5.6 5.6M4.2 11.8l1.8 1.8',
  menu: 'M2 4h12M2 8h12M2 12h12',
  more: 'M3.5 8v.01M8 8v.01M12.5 8v.01',
  offline:
    'M2 2l12 12M4.5 7.5A6 6 0 0 1 6 6.6M11.5 7.5a6 6 0 0 0-2.3-1.3M2 5.2A9 9 0 0 1 4 3.9M14 5.2a9 9 0 0 0-6.3-2.4M6.5 10a2.5 2.5 0 0 1 3 0M8 13v.01',
  plus: 'M8 3v10M3 8h10',
  refresh: 'M13.5 2.5v3.5H10M13.3 6A5.7 5.7 0 1 0 13.7 9',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.3 10.3l3.5 3.5',
  secret: 'M3.5 7h9v6.5h-9zM5.5 7V4.8a2.5 2.5 0 0 1 5 0V7M8 9.5v1.5',
  sortDown: 'M8 3v10M4.5 9.5 8 13l3.5-3.5',
  sortUp: 'M8 13V3M4.5 6.5 8 3l3.5 3.5',
  user: 'M8 2a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM2.5 14c.5-3 2.7-4.5 5.5-4.5s5 1.5 5.5 4.5',
} as const;

export type IconName = keyof typeof PATHS;

/** A decoration beside a text, which screen readers skip. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 2.2 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
