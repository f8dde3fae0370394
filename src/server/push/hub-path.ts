/** Where the WebSub hub stands. */
export const HUB_PATH = '/hub'
