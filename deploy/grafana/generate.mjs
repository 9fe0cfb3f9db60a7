/**
 * Writes the dashboards beside this file:
 *
 *     node deploy/grafana/generate.mjs
 */
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { API } from './panels/api.mjs';
import { DATABASE } from './panels/database.mjs';
import { KEYS } from './panels/keys-and-audit.mjs';
import { SERVICE_LEVELS } from './panels/service-levels.mjs';
import { TOKEN_PANELS } from './panels/tokens.mjs';

export const DASHBOARDS = [SERVICE_LEVELS, TOKEN_PANELS, API, DATABASE, KEYS];

/** Grafana's grid has 24 columns. */
const WIDTH = 24;
const HEIGHT = 8;

const DATA_SOURCE = { type: 'prometheus', uid: '${datasource}' };

/** Returns the JSON of a dashboard, which Grafana 10 and newer imports. */
export function dashboardOf({ uid, title, panels }) {
  let at = { x: 0, y: 0 };
  return {
    uid,
    title,
    tags: ['latchkey'],
    timezone: 'browser',
    schemaVersion: 39,
    refresh: '30s',
    time: { from: 'now-6h', to: 'now' },
    templating: { list: VARIABLES },
    panels: panels.map((panel, index) => {
      const { width = 12 } = panel;
      if (at.x + width > WIDTH) at = { x: 0, y: at.y + HEIGHT };
      const gridPos = { ...at, w: width, h: HEIGHT };
      at = { ...at, x: at.x + width };
      return panelOf(panel, index + 1, gridPos);
    }),
  };
}

const VARIABLES = [
  { name: 'datasource', label: 'Data source', type: 'datasource', query: 'prometheus' },
  {
    name: 'job',
    label: 'Job',
    type: 'query',
    datasource: DATA_SOURCE,
    query: { query: 'label_values(latchkey_build_info, job)', refId: 'jobs' },
    definition: 'label_values(latchkey_build_info, job)',
    refresh: 2,
    includeAll: true,
    multi: true,
    allValue: '.*',
  },
];

function panelOf({ title, description, unit, type = 'timeseries', lines, max }, id, gridPos) {
  return {
    id,
    title,
    description,
    type,
    datasource: DATA_SOURCE,
    gridPos,
    fieldConfig: { defaults: { unit, min: 0, ...(max !== undefined && { max }) }, overrides: [] },
    options:
      type === 'timeseries'
        ? { legend: { displayMode: 'table', placement: 'bottom', calcs: ['lastNotNull', 'max'] } }
        : { reduceOptions: { calcs: ['lastNotNull'] } },
    targets: lines.map(([legendFormat, expr], at) => ({
      refId: String.fromCharCode('A'.charCodeAt(0) + at),
      datasource: DATA_SOURCE,
      expr,
      legendFormat,
      ...(type !== 'timeseries' && { instant: true }),
    })),
  };
}

/** Returns the text of a file. */
export function textOf(dashboard) {
  return `${JSON.stringify(dashboardOf(dashboard), null, 2)}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const dashboard of DASHBOARDS) {
    writeFileSync(new URL(`${dashboard.uid}.json`, import.meta.url), textOf(dashboard));
  }
}
