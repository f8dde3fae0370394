/** A leaf on a wire. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0b5f4a"/><path d="M7 22c0-9 6-14 18-15 0 11-5 17-13 17-2 0-3.600-.6-5-2z" fill="#9be3c4"/><path d="M5 27c4-8 8-12 15-15" fill="none" stroke="#0b5f4a" stroke-width="2" stroke-linecap="round"/></svg>
`
