/** A part of the page that did not arrive, or broke. */
export const part = {
  missing:
    'This part of the page could not be fetched: there is no connection, or the page was renewed on its server. Everything else goes on, and what was recorded is kept.',
  broken:
    'This part of the page stopped by a fault of its own. Everything else goes on, and what was recorded is kept.',
  retry: 'Try again',
  retryExplain: 'Asks for this part anew.',
  reload: 'Load the page anew',
  reloadExplain: 'Opens the same settings in the page as it is on its server now; a walk is computed again.',
  leave: 'Back to the pictures',
}
