/** True for the text of a UUID, in whatever case: what else is asked for as an id is nowhere. */
export const isUuid = (text: string): boolean =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
