import { createHmac } from 'node:crypto'
import { imageType } from '../../feeds/image-type.ts'
import type { Settings } from '../../model/settings.ts'
import { isSameText } from '../../text/signatures.ts'

/** The settings that decide whether pictures go through this server. */
export type ImageSettings = Pick<Settings, 'publicUrl'> &
  Partial<Pick<Settings, 'imageProxySecret'>>

/** The fetch door takes no longer ones. */
const LONGEST = 4096

const sign = (secret: string, address: string) =>
  createHmac('sha256', secret).update(address).digest('base64url')

/** How a picture's address is written into feeds and pages, or undefined when it stays as it is. */
export function imageAddresses({
  publicUrl,
  imageProxySecret,
}: ImageSettings): ((url: string) => string) | undefined {
  if (!publicUrl || !imageProxySecret) return undefined
  return url =>
    url.length > LONGEST || imageType(url) === 'image/svg+xml'
      ? url
      : `${publicUrl}/images/${sign(imageProxySecret, url)}/${Buffer.from(url).toString('base64url')}`
}

/** The address that was signed, or null when this server did not sign it. */
export function readImageAddress(secret: string, signature: string, encoded: string) {
  const address = Buffer.from(encoded, 'base64url').toString()
  return isSameText(sign(secret, address), signature) ? address : null
}
