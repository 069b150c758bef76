/**
 * The headers of documents and workers that isolate the page from other origins, so that its workers may share memory. Everything that
 * the page loads is its own or fetched by CORS, so `require-corp` refuses nothing, and more browsers know it than `credentialless`. The
 * last lets a page that is isolated itself show this one in a frame.
 */
export const isolation: Readonly<Record<string, string>> = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
}
