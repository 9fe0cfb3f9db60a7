import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import styles from './tabs.module.css';

export interface Tab<Name extends string> {
  name: Name;
  label: ReactNode;
  content: ReactNode;
}

interface TabsProps<Name extends string> {
  /** Says what the tabs are about, for screen readers. */
  label: string;
  /** The open tab. Keep it in the address, so that it can be linked and gone back to. */
  value: Name;
  onChange: (name: Name) => void;
  tabs: readonly (Tab<Name> | false)[];
}

/** Parts of a screen of which one is visible. Only the open one is mounted. */
export function Tabs<Name extends string>({ label, value, onChange, tabs }: TabsProps<Name>) {
  const shown = tabs.filter((tab) => tab !== false);
  return (
    <Base.Root value={value} onValueChange={(name) => onChange(name as Name)}>
      <Base.List className={styles.list} aria-label={label} activateOnFocus={false}>
        {shown.map(({ name, label: text }) => (
          <Base.Tab key={name} value={name} className={styles.tab}>
            {text}
          </Base.Tab>
        ))}
      </Base.List>
      {shown.map(({ name, content }) => (
        <Base.Panel key={name} value={name} className={styles.panel}>
          {content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
