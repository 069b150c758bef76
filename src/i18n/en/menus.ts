type MenuWords = Readonly<{
  name: string
  explain: string
  title: (label: string) => string
  picture: (label: string) => string
}>
type Menus = Readonly<Record<string, MenuWords>> & { readonly class: MenuWords; readonly digit: MenuWords }

/** What networks can be asked for, by the names of their menus. */
export const menus: Menus = {
  class: {
    name: 'Asked for',
    explain: 'What the network is told to see; “any” leaves it the choice.',
    title: (label: string) => label,
    picture: (label: string) => label,
  },
  digit: {
    name: 'Asked for',
    explain: 'The digit that the network is told to see; “any” leaves it the choice.',
    title: (label: string) => `Digit ${label}`,
    picture: (label: string) => `A handwritten ${label}`,
  },
  garment: {
    name: 'Asked for',
    explain: 'What the network is told to see; “any” leaves it the choice.',
    title: (label: string) => label,
    picture: (label: string) => label,
  },
  group: {
    name: 'Of the group',
    explain: 'What kind of picture the network is told to see; “any” leaves it the choice.',
    title: (label: string) => label,
    picture: (label: string) => label,
  },
  style: {
    name: 'In the style of',
    explain: 'Whose drawing style; “any” leaves the network the choice.',
    title: (label: string) => label,
    picture: (label: string) => label,
  },
}
