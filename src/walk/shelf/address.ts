/** What a visitor typed as the address of a network: where it leads, or why it leads nowhere. */
type Address =
  | { readonly kind: 'web'; readonly url: string; readonly host: string }
  /** `password`: it holds a user's name; `insecure`: a secure page may not ask there. */
  | { readonly kind: 'empty' | 'none' | 'password' | 'insecure' }

const HUB = 'https://huggingface.co/'

/** Where this machine itself is asked: a secure page may do that by plain http. */
const isLocal = (host: string) => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host)

/** With a scheme; owner/name is a repository of Hugging Face, and what begins with a host is meant as a web address. */
function completed(text: string): string {
  if (/^[a-z][a-z+.-]*:\/\//i.test(text)) return text
  const ofHub = /^(?:hf\.co|(?:www\.)?huggingface\.co)\/(.*)$/.exec(text)?.[1]
  if (ofHub !== undefined) return HUB + ofHub
  if (/^[\w-]+\/[\w.-]+\/?$/.test(text) && !text.startsWith('localhost/')) return HUB + text
  if (/^localhost(:\d+)?\//.test(text)) return `http://${text}`
  return /^[\w-]+(\.[\w-]+)+(:\d+)?\//.test(text) ? `https://${text}` : text
}

/** @param secure whether the page itself came by https */
export function addressOf(typed: string, secure = globalThis.location.protocol === 'https:'): Address {
  const text = typed.trim()
  if (text === '') return { kind: 'empty' }
  const whole = completed(text)
  const url = URL.canParse(whole) ? new URL(whole) : null
  if (!url || !/^https?:$/.test(url.protocol) || !url.hostname) return { kind: 'none' }
  if (url.username || url.password) return { kind: 'password' }
  if (/^(hf\.co|www\.huggingface\.co)$/.test(url.host)) url.host = 'huggingface.co'
  if (url.protocol === 'http:' && secure && !isLocal(url.hostname)) return { kind: 'insecure' }
  return { kind: 'web', url: url.href, host: url.host }
}
