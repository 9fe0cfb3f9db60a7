import { useEffect } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { SCOPE_OPTIONS, SCOPES } from '../../api/scopes.js';
import { ComboboxField, MultiSelectField } from '../../ui/choice-fields.js';
import { CheckboxField, ChoiceField, SelectField, TextField } from '../../ui/controls.js';
import styles from '../clients.module.css';
import { useOwners } from '../data/related.js';
import { DescriptionFields, RedirectUrisField } from '../fields.js';
import { useMessages } from '../use-messages.js';
import { type NewClientValues, type Preset, PRESETS, valuesOf } from './presets.js';

/** The fields of a new client: few, because the kind of client decides on the rest. */
export function NewClientFields() {
  const t = useMessages();
  const preset = useWatch<NewClientValues, 'preset'>({ name: 'preset' });
  const isPublic = useWatch<NewClientValues, 'isPublic'>({ name: 'isPublic' });
  useScopesOfPreset(preset);
  const hasSecret = preset !== 'app' || !isPublic;
  return (
    <>
      <ChoiceField
        name="preset"
        label={t('kind')}
        options={PRESETS.map((each) => ({ value: each, label: t(each), hint: t(`${each}Hint`) }))}
      />
      <TextField
        name="name"
        label={t('name')}
        hint={t('nameHint')}
        maxLength={100}
        rules={{ required: t('nameMissing') }}
      />
      <SideField />
      <ScopesField />
      {preset === 'app' && <AppFields />}
      {hasSecret && <SecretEndField />}
      <details>
        <summary>{t('moreSettings')}</summary>
        <MoreFields />
      </details>
    </>
  );
}

/** Sets the scopes of another kind of client, unless the person has chosen some. */
function useScopesOfPreset(preset: Preset) {
  const { setValue, getFieldState } = useFormContext<NewClientValues>();
  useEffect(() => {
    const { scopes, isPublic } = valuesOf(preset);
    setValue('isPublic', isPublic);
    if (!getFieldState('scopes').isDirty) setValue('scopes', scopes);
  }, [preset, setValue, getFieldState]);
}

function SideField() {
  const t = useMessages();
  const { setValue, getValues } = useFormContext<NewClientValues>();
  const side = useWatch<NewClientValues, 'side'>({ name: 'side' });
  useEffect(() => {
    const known = getValues('scopes').filter((scope) =>
      SCOPES[side].some((each) => each === scope),
    );
    setValue('scopes', known);
    setValue('owner', '');
  }, [side, setValue, getValues]);
  return (
    <SelectField
      name="side"
      label={t('side')}
      hint={t('sideHint')}
      options={[
        { value: 'backoffice', label: t('backoffice') },
        { value: 'storefront', label: t('storefront') },
      ]}
    />
  );
}

function ScopesField() {
  const t = useMessages();
  const side = useWatch<NewClientValues, 'side'>({ name: 'side' });
  return (
    <MultiSelectField
      name="scopes"
      label={t('scopes')}
      hint={t('scopesHint')}
      options={SCOPE_OPTIONS[side]}
    />
  );
}

function AppFields() {
  const t = useMessages();
  return (
    <>
      <RedirectUrisField />
      <CheckboxField name="isPublic" label={t('isPublic')} hint={t('isPublicHint')} />
    </>
  );
}

function SecretEndField() {
  const t = useMessages();
  const days = ['30', '90', '365'].map((value) => ({
    value,
    label: t('afterDays', { count: Number(value) }),
  }));
  return (
    <SelectField
      name="secretDays"
      label={t('firstSecretEnds')}
      hint={t('firstSecretEndsHint')}
      options={[...days, { value: '', label: t('noEnd') }]}
    />
  );
}

function MoreFields() {
  return (
    <div className={styles.stack}>
      <DescriptionFields />
      <OwnerField />
    </div>
  );
}

function OwnerField() {
  const t = useMessages();
  const side = useWatch<NewClientValues, 'side'>({ name: 'side' });
  const owners = useOwners(side);
  if (!owners) return null;
  return (
    <ComboboxField {...owners} name="owner" label={t('owner')} hint={t('ownerHint')} isOptional />
  );
}
