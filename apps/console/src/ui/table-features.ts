import { rowSelectionFeature, tableFeatures } from '@tanstack/react-table';

/** The parts of TanStack Table that lists use. The API sorts, filters and pages. */
export const FEATURES = tableFeatures({ rowSelectionFeature });

export type TableFeatures = typeof FEATURES;
