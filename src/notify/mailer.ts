import nodemailer from 'nodemailer'

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

/** How a message ended. `again` when it certainly was not taken and may be later. */
export type MailEnd = { kind: 'sent' } | { kind: 'refused' | 'again'; error: string }

/** The door for mail. What the other side does is an end; a rejection is a bug of ours. */
export interface Mailer {
  send(mail: Mail): Promise<MailEnd>
}

const TIMEOUT_MS = 20_000

/** Sends by the server of an address such as `smtp://user:password@mail.example:587`. */
export function openMailer({ url, from }: { url: string; from: string }): Mailer {
  const transport = nodemailer.createTransport(url, {
    from,
    // What a message names is never fetched or read from the disk.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const host = from.replace(/^.*@/, '').replace(/>.*$/, '')
  return {
    async send({ to, subject, text, html, messageId, list }) {
      try {
        const { rejected } = await withDeadline(
          transport.sendMail({
            to: { address: to, name: '' },
            subject,
            text,
            html,
            messageId: `<${messageId}@${host}>`,
            headers: {
              'Auto-Submitted': 'auto-generated',
              // As one header each, in ASCII (RFC 2369, RFC 2919).
              'List-Id': `<${list.id}.${host}>`,
              'List-Archive': `<${encodeURI(decodeURI(list.url))}>`,
            },
          }),
        )
        return rejected.length > 0
          ? { kind: 'refused', error: 'the address was refused' }
          : { kind: 'sent' }
      } catch (error) {
        return judge(error as MailError)
      }
    },
  }
}

type MailError = Error & { code?: string; command?: string; responseCode?: number }

/** The words of the server are kept; whether it can have been taken decides whether it is tried again. */
function judge({ message, command, responseCode }: MailError): MailEnd {
  const error = message.slice(0, 300)
  if (responseCode !== undefined) return { kind: responseCode >= 500 ? 'refused' : 'again', error }
  return { kind: command === 'DATA' || command === undefined ? 'refused' : 'again', error }
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
