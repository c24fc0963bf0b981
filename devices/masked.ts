/** How traces of a wire show what may be personal: by its length alone. */

/** With a space before it; empty where there is nothing to mask. */
export const masked = (length: number): string => (length === 0 ? '' : ` [${length} bytes masked]`);
