// What the interpreter imports by this name; the one file of Vega holds it.
export const { ascending, isString, DisallowedObjectProperties } = globalThis.vega;
