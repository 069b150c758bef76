/** The rooms of the page. */
export const rooms = {
  name: 'Rooms',
  titles: { walk: 'Pictures', plane: 'The plane' },
  explain: {
    walk: 'A picture is walked into noise and back, by a network.',
    plane: 'The same in two dimensions, where the exact answer is known and everything can be drawn.',
  },
  opening: 'Opening the room …',
}
