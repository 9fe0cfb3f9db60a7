import { describe, expect, it } from 'vitest';
import { type Change, isExplained, wantedChanges } from './changes.js';

const at = (second: number) => new Date(Date.UTC(2026, 10, 30, 12, 0, second)).toISOString();

function change(id: string, action: string, ...fields: string[]): Change {
  const actor = { actorType: 'person', actor: '1', side: 'backoffice', subjectType: 'roles' };
  return { id, ...actor, action, occurredAt: at(Number(id)), fields };
}

const [created, renamed, described, again] = [
  change('10', 'role.created', 'name', 'description'),
  change('20', 'role.updated', 'name'),
  change('30', 'role.updated', 'description'),
  change('40', 'role.updated', 'description'),
];

const wanted = { fields: ['name', 'description'], since: at(10), isGone: false };

describe('the acts that have changed fields of a form meanwhile', () => {
  it('are the latest of each field, and not those that the person knows', () => {
    const all = [again, described, renamed, created];
    expect(wantedChanges(all, wanted)).toEqual([again, renamed]);
    expect(isExplained(all, wanted)).toBe(true);
  });

  it('are not all there while one of them is not in the trail yet', () => {
    expect(isExplained([renamed, created], wanted)).toBe(false);
    expect(isExplained([created], { ...wanted, fields: [] })).toBe(false);
  });

  it('are the latest act when it has changed other attributes than the form has', () => {
    const scopes = change('50', 'role.updated', 'scopes');
    expect(wantedChanges([scopes, again], { ...wanted, fields: [] })).toEqual([scopes]);
  });
});

describe('the act after which an object does not exist', () => {
  const gone = { ...wanted, isGone: true };

  it('is its end alone', () => {
    const deleted = change('60', 'role.deleted', 'name');
    expect(wantedChanges([deleted, again], gone)).toEqual([deleted]);
    expect(isExplained([deleted, again], gone)).toBe(true);
  });

  it('is missing while the end is not in the trail yet', () => {
    expect(wantedChanges([again, created], gone)).toEqual([]);
    expect(isExplained([again, created], gone)).toBe(false);
  });
});
