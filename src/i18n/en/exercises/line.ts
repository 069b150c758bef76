export const line = {
  products: {
    title: 'Products',
    ask: 'A process has three steps. Compute how much of the data’s variance is left after two steps, and after all three.',
  },
  jump: {
    title: 'Three steps in one line',
    ask: 'Go from x₀ to x₃ in one step, with one draw ε of the noise.',
  },
  share: {
    title: 'Where the noise comes from',
    ask: 'The variance of x₃ given x₀ is the sum of what three steps added, each shrunk by the steps after it. How much of it did the first step add?',
  },
  count: {
    title: 'How many steps',
    ask: 'A schedule has the same β at every step. After how many steps is ᾱ smaller than a for the first time?',
  },
}
