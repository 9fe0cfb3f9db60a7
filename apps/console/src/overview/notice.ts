/** One thing that needs attention, with the way to it. */
export interface Notice {
  id: string;
  isBad?: boolean;
  title: string;
  text: string;
  to: string;
  search?: Readonly<Record<string, string>>;
}
