/** A part of the page that did not arrive, or broke. */
export const part = {
  missing:
    'A part of the page did not load: there is no connection, or the server has a newer version of the page. Everything else works, and recorded frames are kept.',
  broken: 'This part of the page broke. Everything else works, and recorded frames are kept.',
  retry: 'Try again',
  retryExplain: 'Fetches what is missing again.',
  retryBrokenExplain: 'Opens this part again.',
  reload: 'Reload the page',
  reloadExplain: 'Opens the same settings in the server’s version of the page, which computes the walk again.',
  leave: 'Back to the pictures',
}
