import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../ui/button.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import { useToast } from '../../ui/toast.js';
import { nameOf, type Person } from '../data/person.js';
import styles from '../people.module.css';
import { useMessages } from '../use-messages.js';
import { ActChoice } from './act-choice.js';
import { ActConsequences } from './act-consequences.js';
import { type Act, CulpritError, PartialError, runAct } from './run-act.js';

export interface RequestedAct {
  act: Act;
  people: Person[];
}

interface ActDialogProps {
  request: RequestedAct | undefined;
  onClose: () => void;
  /** Called after the act was done for everybody. */
  onDone?: (act: Act) => void;
}

/** Asks before an act on people, with its consequences in numbers, and does it. */
export function ActDialog({ request, onClose, onDone }: ActDialogProps) {
  // A new request starts with no choice, and with all of its people.
  const key = request && `${request.act} ${request.people.map(({ id }) => id).join()}`;
  return <Asked key={key} {...{ request, onClose, onDone }} />;
}

/** The acts whose dialog has a choice. */
const WITH_CHOICE: ReadonlySet<Act> = new Set(['giveRole', 'takeRole', 'move']);

function Asked({ request, onClose, onDone }: ActDialogProps) {
  const t = useMessages();
  const toast = useToast();
  const queries = useQueryClient();
  const [people, setPeople] = useState(request?.people ?? []);
  const [chosen, setChosen] = useState('');
  const [failure, setFailure] = useState<CulpritError | PartialError>();
  const act = request?.act ?? 'disable';
  const who = useWho(people);
  const confirm = async () => {
    setFailure(undefined);
    try {
      await runAct(act, people, chosen);
      toast.good(t(`${act}Done`, { who }));
      onDone?.(act);
    } catch (error) {
      if (error instanceof PartialError) setPeople([...error.failed]);
      if (!(error instanceof CulpritError || error instanceof PartialError)) throw error;
      setFailure(error);
      throw error.cause;
    } finally {
      await queries.invalidateQueries({ queryKey: ['people'] });
    }
  };
  return (
    <ConfirmDialog
      isOpen={request !== undefined}
      onClose={onClose}
      title={t(`${act}Title`, { who })}
      actLabel={t(act)}
      typed={act === 'remove' ? typedFor(people) : undefined}
      isReady={people.length > 0 && (!WITH_CHOICE.has(act) || chosen !== '')}
      onConfirm={confirm}
    >
      {WITH_CHOICE.has(act) && <ActChoice {...{ act, people, chosen, onChange: setChosen }} />}
      <ActConsequences act={act} people={people} />
      {failure && (
        <Failure
          failure={failure}
          onLeaveOut={(culprit) => {
            setFailure(undefined);
            setPeople(people.filter((person) => person !== culprit));
          }}
        />
      )}
    </ConfirmDialog>
  );
}

/** One person is confirmed by the e-mail address, several by their number. */
function typedFor(people: readonly Person[]): string {
  const [only] = people;
  return people.length === 1 && only ? only.email : String(people.length);
}

/** The name of one person, or the number of several. */
function useWho(people: readonly Person[]): string {
  const t = useMessages();
  const [only] = people;
  return people.length === 1 && only ? nameOf(only) : t('peopleCount', { count: people.length });
}

interface FailureProps {
  failure: CulpritError | PartialError;
  onLeaveOut: (culprit: Person) => void;
}

/** Names the people because of whom an act has failed. */
function Failure({ failure, onLeaveOut }: FailureProps) {
  const t = useMessages();
  if (failure instanceof PartialError) {
    return <p>{t('partlyDone', { names: failure.failed.map(nameOf).join(', ') })}</p>;
  }
  const { culprit } = failure;
  return (
    <div className={styles.note}>
      <div className={styles.consequences}>
        <p>{t('nothingDone', { name: nameOf(culprit) })}</p>
        <Button isSmall onClick={() => onLeaveOut(culprit)}>
          {t('leaveOut', { name: nameOf(culprit) })}
        </Button>
      </div>
    </div>
  );
}
