/** A typed address of a network: where it leads, or why it leads nowhere. */
type Address =
  | { readonly kind: 'web'; readonly url: string; readonly host: string }
  /** `password`: it contains a user's name; `insecure`: a page on https may not fetch from there. */
  | { readonly kind: 'empty' | 'none' | 'password' | 'insecure' }

const HUB = 'https://huggingface.co/'

/** Whether a host is this machine, from which a page on https may fetch by plain http. */
const isLocal = (host: string) => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host)

/** Adds a scheme to an address without one. Text of the form owner/name is a repository on Hugging Face. */
function withScheme(text: string): string {
  if (/^[a-z][a-z+.-]*:\/\//i.test(text)) return text
  const hubPath = /^(?:hf\.co|(?:www\.)?huggingface\.co)\/(.*)$/.exec(text)?.[1]
  if (hubPath !== undefined) return HUB + hubPath
  if (/^[\w-]+\/[\w.-]+\/?$/.test(text) && !text.startsWith('localhost/')) return HUB + text
  if (/^localhost(:\d+)?\//.test(text)) return `http://${text}`
  return /^[\w-]+(\.[\w-]+)+(:\d+)?\//.test(text) ? `https://${text}` : text
}

/** Reads a typed address. @param isSecure whether the page itself came by https */
export function addressOf(input: string, isSecure = globalThis.location.protocol === 'https:'): Address {
  const text = input.trim()
  if (text === '') return { kind: 'empty' }
  const complete = withScheme(text)
  const url = URL.canParse(complete) ? new URL(complete) : null
  if (!url || !/^https?:$/.test(url.protocol) || !url.hostname) return { kind: 'none' }
  if (url.username || url.password) return { kind: 'password' }
  if (/^(hf\.co|www\.huggingface\.co)$/.test(url.host)) url.host = 'huggingface.co'
  if (url.protocol === 'http:' && isSecure && !isLocal(url.hostname)) return { kind: 'insecure' }
  return { kind: 'web', url: url.href, host: url.host }
}
