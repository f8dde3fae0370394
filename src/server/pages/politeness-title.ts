/** The report for publishers: where it stands and what it is called. */
export const politenessPath = '/politeness'
export const politenessTitle = { zh: '抓取礼貌报告', en: 'Politeness report' }
