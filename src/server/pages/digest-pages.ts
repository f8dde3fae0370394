import { html, raw } from 'hono/html'
import { renderDigestHtml } from '../../feeds/digest/render-digest.ts'
import type { Digest, DigestIssue } from '../../model/digest.ts'
import { issueName } from '../../text/issue-name.ts'
import type { FeedChannel } from '../channels.ts'
import { renderPage } from './layout.ts'
import type { Markup, PageBase } from './page-head.ts'
import { words } from './words.ts'

const issuePath = ({ digestId, until }: DigestIssue) => `/digests/${digestId}/${issueName(until)}`

const issueList = (issues: DigestIssue[]): Markup =>
  html`<ul>${issues.map(issue => html`<li><a href="${issuePath(issue)}">${issue.content.title}</a></li>`)}</ul>`

/** One issue. */
export const renderIssuePage = (head: PageBase, digest: FeedChannel, issue: DigestIssue) =>
  renderPage(
    {
      ...head,
      path: issuePath(issue),
      title: issue.content.title,
      feeds: [{ path: digest.path, title: digest.title }],
    },
    html`<h1>${issue.content.title}</h1>
${raw(renderDigestHtml(issue.content))}
<p class="noprint"><a href="${digest.path}/feed">${words[head.ui].allIssues}</a></p>`,
  )

/** One digest: its last issue and the ones before. */
export function renderDigestPage(head: PageBase, digest: FeedChannel, issues: DigestIssue[]) {
  const w = words[head.ui]
  const [last, ...before] = issues
  return renderPage(
    {
      ...head,
      path: `${digest.path}/feed`,
      title: digest.names[head.ui],
      feeds: [{ path: digest.path, title: digest.title }],
    },
    html`<h1>${digest.names[head.ui]}</h1>
${
  last
    ? html`<h2><a href="${issuePath(last)}">${last.content.title}</a></h2>
${raw(renderDigestHtml(last.content))}`
    : html`<p>${w.noIssue}</p>`
}
${before.length > 0 ? html`<h2>${w.earlierIssues}</h2>${issueList(before)}` : ''}`,
  )
}

/** All digests, each with when it comes and its last issues. */
export function renderDigestsPage(
  head: PageBase,
  digests: { digest: Digest; channel: FeedChannel; issues: DigestIssue[] }[],
) {
  const w = words[head.ui]
  return renderPage(
    {
      ...head,
      path: '/digests',
      title: w.digests,
      feeds: digests.map(({ channel: { path, title } }) => ({ path, title })),
    },
    html`<h1>${w.digests}</h1>
<p>${w.whatIsDigest}</p>
${digests.length === 0 ? html`<p>${w.noIssue}</p>` : ''}
${digests.map(
  ({ digest: { every, on, at, zone }, channel, issues }) =>
    html`<h2><a href="${channel.path}/feed">${channel.names[head.ui]}</a></h2>
<p class="meta">${every === 'day' ? w.everyDay : w.everyWeek(on)} ${at} (${zone})</p>
${issues.length > 0 ? issueList(issues) : html`<p>${w.noIssue}</p>`}`,
)}`,
  )
}
