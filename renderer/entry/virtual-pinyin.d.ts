/** Made while the page is built (`dictionary.vite.ts`). */
declare module 'virtual:pinyin' {
  /** A `WrittenDictionary` as JSON. */
  export const writtenDictionary: string;
}
