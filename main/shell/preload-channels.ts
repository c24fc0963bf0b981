/** Names of the two Electron channels between the preload script and the shell. */

/** Preload → shell: a new document asks for its port, with a word of its own choice. Shell → preload: the word and the port. */
export const portChannel = 'tongban:port';
/** Shell → preload and back: is the page's thread alive? */
export const pulseChannel = 'tongban:pulse';
