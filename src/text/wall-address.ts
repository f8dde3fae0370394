/** What addresses of walls are called: pages that ask for a proof, a login or a consent, or that only say "not now". */
const names = new RegExp(
  `(?:^|[^a-z])(?:${[
    'captcha|hcaptcha|recaptcha|geetest|verify|verification|verifycode|challenge|antispider|anti-?bot|bot-?check|robot-?check',
    'human-?check|waf|firewall|intercept|denied|blocked|forbidden|limit|ratelimit|busy|maintenance|upgrade|sorry|unusual',
    'log-?in|sign-?in|passport|sso|cas|oauth2?|auth|account|consent|paywall|subscribe|subscription|register',
    'yanzheng|weihu|denglu|error|err|40[0-9]|50[0-9]',
  ].join('|')})(?:[^a-z]|$)`,
  'i',
)

/** True when the host or the path of an address says that a wall stands there. */
export function isWallAddress(href: string): boolean {
  const url = URL.parse(href)
  return url !== null && (names.test(url.hostname) || names.test(url.pathname))
}
