/** One dictionary of opencc-js as it is shipped: `from to` pairs, apart by `|`. */
declare module 'opencc-js/dict/*' {
  const pairs: string
  // biome-ignore lint/style/noDefaultExport: that is how the library ships its dictionaries.
  export default pairs
}
