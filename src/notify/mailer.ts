import type { Transporter } from 'nodemailer'

/** One message to one reader. */
export type Mail = {
  to: string
  subject: string
  text: string
  html: string
  /** Chosen by us, without brackets: a message that is sent again is the same to a mailbox. */
  messageId: string
  /** The list that it belongs to, and where that can be read or left. */
  list: { id: string; url: string }
}

/** A message as the mail room takes it: to readers of a list, or to operators. Ids are without brackets and host. */
export type Letter = Omit<Mail, 'to' | 'html' | 'list'> & {
  to: string[]
  html?: string
  list?: Mail['list']
  /** The first message of the thread that this one belongs to. */
  answers?: string | null
}

/** How a message ended. `again` when it certainly was not taken and may be later, `unsure` when it may have been taken. */
export type MailEnd = { kind: 'sent' } | { kind: 'refused' | 'again' | 'unsure'; error: string }

/** The door for mail. What the other side does is an end; a rejection is a bug of ours. */
export interface Mailer {
  send(mail: Mail): Promise<MailEnd>
}

const TIMEOUT_MS = 20_000

/** Sends by the server of an address such as `smtp://user:password@mail.example:587`. */
export const openMailer = ({ url, from }: { url: string; from: string }): Mailer => ({
  send: ({ to, ...mail }) => sendLetter(url, from, { ...mail, to: [to] }),
})

/** Sends a letter by a server, under a name. It is sent when one of its readers' addresses was taken. */
export async function sendLetter(
  url: string,
  from: string,
  { to, subject, text, html, messageId, list, answers }: Letter,
): Promise<MailEnd> {
  // Where no mail is sent nothing is loaded for it.
  const { createTransport } = await import('nodemailer')
  const transport = createTransport({
    url,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // What a message names is never fetched or read from the disk.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const host = /@([^\s>]+)/.exec(from)?.[1] ?? 'carbonwire.invalid'
  const nameOf = (id: string) => `<${id}@${host}>`
  try {
    const { rejected } = await withDeadline(
      transport.sendMail({
        ...{ from, subject, text, messageId: nameOf(messageId) },
        to: to.map(address => ({ address, name: '' })),
        ...(html !== undefined && { html }),
        // A thread hangs on its first message, and not on a list that grows.
        ...(answers && { inReplyTo: nameOf(answers), references: [nameOf(answers)] }),
        headers: {
          'Auto-Submitted': 'auto-generated',
          // As one header each, in ASCII (RFC 2369, RFC 2919).
          ...(list && {
            'List-Id': `<${list.id}.${host}>`,
            'List-Archive': `<${encodeURI(decodeURI(list.url))}>`,
          }),
        },
      }),
    )
    return rejected.length === to.length
      ? { kind: 'refused', error: 'the address was refused' }
      : { kind: 'sent' }
  } catch (error) {
    return judge(error as MailError)
  } finally {
    ;(transport as Transporter).close()
  }
}

type MailError = Error & { code?: string; command?: string; responseCode?: number }

/** The words of the server are kept; whether it can have been taken decides whether it is tried again. */
function judge({ message, command, responseCode }: MailError): MailEnd {
  const error = message.slice(0, 300)
  if (responseCode !== undefined) return { kind: responseCode >= 500 ? 'refused' : 'again', error }
  return { kind: command === 'DATA' || command === undefined ? 'unsure' : 'again', error }
}

async function withDeadline<T>(sending: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${TIMEOUT_MS} ms`)), TIMEOUT_MS)
  })
  try {
    return await Promise.race([sending, late])
  } finally {
    clearTimeout(timer)
  }
}
