/** A leaf on a wire. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0b5f4a"/><path d="M7 22c0-9 6-14 18-15 0 11-5 17-13 17-2 0-3.600-.6-5-2z" fill="#9be3c4"/><path d="M5 27c4-8 8-12 15-15" fill="none" stroke="#0b5f4a" stroke-width="2" stroke-linecap="round"/></svg>
`

/** The same leaf, 32 pixels wide, for browsers that look at `/favicon.ico` and take no SVG: a PNG in an ICO. */
export const favicon = Buffer.from(
  [
    'AAABAAEAICAAAAEAIADOAwAAFgAAAIlQTkcNChoKAAAADUlIRFIAAAAgAAAAIAgGAAAAc3p69AAAA4NJREFUeJzEV0lMFEEUfdU0wswwDooMos',
    'Z1ggtBgbjgQmRJRDTqwaCJZACJ4eDNs2fPXD0YAyQEt0AQCCAYRwPEAGETkCBEBCFCZFFhBhjo9lePgMMyTJiFd+j+v+tX3quq31X1RfyPjLhA',
    'tax6QFYMkxEJxvRwB2R5RGZoIeujmVmykWOaWGhiC4Y6LTmZvCcMbBc8CBnyED3umfPKyxcFaIyXkyAIFfAiZFm+wkUw3Lm6TS1KHYyxUHgRfC',
    'bMohQhqnykdG+Tc/ClVs0KaaLAEINNAucWZLBNE8C5RcawD25CcNB2hB3aj9CQYGwP1CFQp4NOF4CHj7JXjefcIlyE4cBeREWEI/yIAYFbtSva',
    'J81mh/03JMDf3w8x0ZE4eyoSIcFBDmOnpixwq4DdoSEwptzATv0Op+It09NwiwDBR0DihRgkJcRC9PGxa5MkCXUNzag01SBUH4z7d+8sto2N/4',
    'JbBFy6eB6XiXw5Wju7UPbGhJGfY4qvD7JfksEfw3BZwLnTUSvI+wYGUVhWhf7vQ4rv57cFCbFnEX/+tF3cN4pzSUCARoVrlxLsvlW9r0NZlUmx',
    '+dKcO0kCE2MRoFbbxUmyRAKG4JKA5MQ4qCjrOegAwauSStTWNyn+Vq0WWcYU7Nm1c9W+jc3tsM7NYcMC/Glaz0QfV+y5+XnkFBShvatb8Q/t34',
    'vM1JvQqFRr9q9vbsN6cCjgaJgBomjL+LwXxYvk8fQ3XEuKo71cWLPv6Ng4er72wyUBRwwHlXfluxq0dXRhi68vjLduIOJoGNbD8+JyOAOHAkL0',
    'QTTqLyh/+0HZuLPSb8NAU78emto60d3bB2fgUIDFMo3cZ0WKfT0p3ilyLji/sATOYk0BPONfllQoWXz82GEkXFj/1DbVNeB1RTXtjDKchcMZ4N',
    'uong6b1JTrjsIwOj6BgsJSp5LOKQF0X7O9aRakeQmNTZ8QfSJc2Q9mrFZMTk7h959JZTf83N2L3r4BzNNvuhEwTfqVFfPFiemeqAhhSzd3j4D/',
    'yMOrk3sFwwIRtth/Wxix50fPuelSimUCZFsOyJ4ltzGBBAjyY7KXajXGlJEzz/NPcG5hOqeij47NTHgZlGoZnFs5aeZae7p8TxjqaeDxNHYtPI',
    'h/xeltqgtLub94ubO29vRYo/Y89YU4S+4MledaWgcN3AFbeV5LVj6V50ZrbnX7QtNfAAAA//+UU5NfAAAABklEQVQDALfsQOGxS6liAAAAAElF',
    'TkSuQmCC',
  ].join(''),
  'base64',
)
