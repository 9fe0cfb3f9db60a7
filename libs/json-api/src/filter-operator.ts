/** What `filter[attribute][operator]` can be; without an operator it is `eq`. */
export type FilterOperator = Comparison | TextOperator | 'exists';

export type Comparison = 'eq' | 'neq' | 'gt' | 'gte' | 'lt' | 'lte';

export type TextOperator = 'contains' | 'starts-with' | 'ends-with';
