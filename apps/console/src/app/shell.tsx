import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { IconButton } from '../ui/button.js';
import { classes } from '../ui/classes.js';
import { Icon } from '../ui/icon.js';
import { ToastHost } from '../ui/toast.js';
import { TooltipHost } from '../ui/tooltip.js';
import { AccountMenu } from './account-menu.js';
import { Navigation } from './navigation.js';
import { OfflineBar } from './offline-bar.js';
import styles from './shell.module.css';
import { SignInAgainDialog } from './sign-in-again-dialog.js';
import { useMessages } from './use-messages.js';

const CONTENT = 'content';

/** The frame of every screen. */
export function Shell() {
  const t = useMessages();
  const [isOpen, setOpen] = useState(false);
  const content = useFocusedContent();
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href={`#${CONTENT}`}>
        {t('skip')}
      </a>
      <header className={styles.top}>
        <IconButton
          icon="menu"
          className={styles.toggle}
          label={t(isOpen ? 'closeNavigation' : 'openNavigation')}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        />
        <Link to="/" className={styles.brand}>
          <Icon name="key" size={20} />
          Latchkey
        </Link>
        <span className={styles.space} />
        <AccountMenu />
      </header>
      <div className={styles.bars}>
        <OfflineBar />
      </div>
      <nav
        className={classes(styles.navigation, isOpen && styles.open)}
        aria-label={t('navigation')}
      >
        <Navigation onNavigate={() => setOpen(false)} />
      </nav>
      <main id={CONTENT} className={styles.content} tabIndex={-1} ref={content}>
        <Outlet />
      </main>
      <SignInAgainDialog />
      <ToastHost />
      <TooltipHost />
    </div>
  );
}

/** Moves the focus to the content of another screen, as a new page would; the first screen keeps it. */
function useFocusedContent() {
  const content = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    content.current?.focus({ preventScroll: true });
  }, [pathname]);
  return content;
}
