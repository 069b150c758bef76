/** The page for teachers: links, keys, and the projector. */
export const teachers = {
  title: 'For teachers',
  links: 'Every state is a link',
  linksText:
    'The address bar holds what is on the screen: picture, noise, settings and frame. Whoever opens the link sees that very frame, on any machine.',
  copyState: 'Copy the link to what is shown',
  share: 'Only what the lesson needs',
  shareText:
    'A link can hide parts of the page, and stand in a slide or a learning system as a frame. Its QR code is for the projector.',
  hints: 'No hints for the class',
  hintsText:
    'The hints of a first visit appear once on a machine, and never when the page is opened by a link that has something after its #.',
  copyStart: 'Copy a link to the start without hints',
  present: 'At the projector',
  presentText:
    'F11 fills the screen, and on a large screen everything grows. Before you show it, play the walk once: then every frame is there, and can be dragged through.',
  keys: [
    ['Space', 'play or pause'],
    ['← →', 'one step; with Shift ten'],
    ['Home End', 'to data, to noise'],
    ['D', 'the other direction'],
    ['H', 'walk back from here'],
    ['0 … 9', 'another digit'],
    ['N', 'other noise'],
    ['T', 'light or dark'],
    ['?', 'all keys'],
  ] as readonly (readonly [string, string])[],
  offline: 'Without the school’s network',
  offlineText:
    'Over https, a page that was opened once opens again without a connection, with the networks that it has fetched; one press under “Networks” stores them all. Open it on each machine before the lesson.',
  ask: 'Three questions for a class',
  questions: [
    'Half dissolved and brought back: which digit comes, and how much of it is the old one?',
    'Other noise, the same digit asked for: what stays, what changes?',
    'At pure noise, what does the network take for the picture (x̂₀), and why is it no digit in particular?',
  ],
}
