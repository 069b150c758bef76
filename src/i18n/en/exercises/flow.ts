export const flow = {
  straight: {
    title: 'A straight path',
    ask: 'The path from the data x₀ to the noise ε is straight. Compute its velocity u, and take one Euler step from the noise, at t = 1, to t.',
  },
  bent: {
    title: 'A bent path',
    ask: 'This path has the same ends, but is bent. Where, at x, does one Euler step from t = 1 to t = 0 arrive, and with which error E, counted from x₀?',
  },
  marginal: {
    title: 'A cloud that shrinks or grows',
    ask: 'Data are N(0, s²), noise is N(0, 1), and every path is straight. Their mean velocity at x is u(x, t). Take two equal Euler steps from x₁ down to t = 0, and compute s·x₁, where the flow itself arrives.',
  },
  order: {
    title: 'More steps',
    ask: 'Compute the error of two and of four equal Euler steps on the same flow: what Euler gives minus what is exact.',
  },
}
