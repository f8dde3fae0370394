const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i

/**
 * The address that documents name themselves by, without a slash at the end: the operator's `PUBLIC_URL`, or the one the
 * reader came by. A server that others cache for wants `PUBLIC_URL`.
 */
export function baseUrl(publicUrl: string | null, host: string | undefined): string {
  if (publicUrl) return publicUrl
  return host && HOST.test(host) ? `http://${host.toLowerCase()}` : 'http://localhost'
}

/** Whether readers come by https, as far as the operator has said. */
export const isSecure = (publicUrl: string | null): boolean =>
  publicUrl?.startsWith('https:') ?? false
