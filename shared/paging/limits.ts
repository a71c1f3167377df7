/** Largest page of a list at the root. */
export const MAX_PAGE_SIZE = 200;
/** Largest page of a list below another object: there is one for each of those. */
export const MAX_NESTED_PAGE_SIZE = 20;
