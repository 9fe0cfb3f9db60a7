import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement } from 'react';
import styles from './tooltip.module.css';

const handle = Base.createHandle<string>();

/** The one tooltip of the page. The shell renders it once, so that thousands of triggers cost little. */
export function TooltipHost() {
  return (
    <Base.Provider delay={300}>
      <Base.Root handle={handle}>
        {({ payload }) => (
          <Base.Portal>
            <Base.Positioner sideOffset={6} collisionPadding={8}>
              <Base.Popup className={styles.popup}>{payload}</Base.Popup>
            </Base.Positioner>
          </Base.Portal>
        )}
      </Base.Root>
    </Base.Provider>
  );
}

/**
 * Shows a text when the element is hovered or focused. The text must also be there for screen readers,
 * which do not read tooltips.
 */
export function Tooltip({ text, render }: { text: string; render: ReactElement }) {
  return <Base.Trigger handle={handle} payload={text} render={render} className={styles.trigger} />;
}
