/** Largest page of a list at the root. */
export const MAX_PAGE_SIZE = 200;
