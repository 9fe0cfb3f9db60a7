import { type ReactNode, useEffect, useId } from 'react';
import styles from './layout.module.css';

interface PageProps {
  /** The heading, and the title of the window unless there is a `windowTitle`. */
  title: ReactNode;
  windowTitle?: string;
  /** A link to the list to which the object of the page belongs. */
  crumb?: ReactNode;
  /** States beside the heading. */
  badges?: ReactNode;
  /** One sentence about the page. */
  lead?: ReactNode;
  /** The main acts of the page. */
  acts?: ReactNode;
  children: ReactNode;
}

/** One screen: its heading, its acts and its content. */
export function Page({ title, windowTitle, crumb, badges, lead, acts, children }: PageProps) {
  const name = windowTitle ?? (typeof title === 'string' ? title : undefined);
  useEffect(() => {
    document.title = name === undefined ? 'Latchkey' : `${name} · Latchkey`;
  }, [name]);
  return (
    <div className={styles.page}>
      <Head {...{ lead, acts }}>
        {crumb && <div className={styles.crumb}>{crumb}</div>}
        <h1>
          {title}
          {badges}
        </h1>
      </Head>
      {children}
    </div>
  );
}

interface CardProps {
  title?: ReactNode;
  lead?: ReactNode;
  acts?: ReactNode;
  children: ReactNode;
}

/** A part of a screen with its own heading. */
export function Card({ title, lead, acts, children }: CardProps) {
  const id = useId();
  return (
    <section className={styles.card} aria-labelledby={title ? id : undefined}>
      {(title || acts) && <Head {...{ lead, acts }}>{title && <h2 id={id}>{title}</h2>}</Head>}
      {children}
    </section>
  );
}

/** A heading with a sentence below it, and the acts beside it. */
function Head({ lead, acts, children }: Pick<CardProps, 'lead' | 'acts' | 'children'>) {
  return (
    <div className={styles.head}>
      <div className={styles.titles}>
        {children}
        {lead && <p className={styles.lead}>{lead}</p>}
      </div>
      {acts && <div className={styles.acts}>{acts}</div>}
    </div>
  );
}

/** Names with their values. `false` and undefined facts are left out. */
export function KeyValues({ facts }: { facts: ([name: ReactNode, value: ReactNode] | false)[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(
        (fact, index) =>
          fact && (
            // oxlint-disable-next-line react/no-array-index-key -- the order of facts is fixed
            <Fact key={index} name={fact[0]} value={fact[1]} />
          ),
      )}
    </dl>
  );
}

function Fact({ name, value }: { name: ReactNode; value: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
