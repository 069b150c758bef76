import type { Term } from './term'

/** Processes: how fast the picture fades and the noise grows. */
export const processes = {
  process: {
    name: 'process',
    plain: 'A recipe for how fast the picture fades and the noise grows.',
    exact:
      'A pair of functions α(t) and σ(t), or the stochastic differential equation whose solutions have them: its drift f and its diffusion g follow from the pair.',
  },
  discrete: {
    name: 'DDPM’s process',
    plain: 'The picture goes into noise by a thousand small steps.',
    exact: 'A Markov chain of T Gaussian steps, in which variance is preserved.',
  },
  vp: {
    name: 'variance preserving',
    plain: 'What the noise brings in, the picture loses, so that brightness and contrast stay as a whole.',
    exact:
      'The limit of DDPM’s linear schedule in ever smaller steps: β(t) rises from b = 0.1 to B = 20 over t from 0 to 1.',
  },
  'sub-vp': {
    name: 'sub-VP',
    plain: 'As VP, with a little less noise on the way.',
    exact: 'The drift of VP with a smaller diffusion: its variance never exceeds that of VP, and both end alike.',
  },
  ve: {
    name: 'variance exploding',
    plain: 'The picture is never dimmed: noise is piled on it until it drowns.',
    exact: 'A process without drift whose σ grows geometrically, here from 0.01 to 50.',
  },
  edm: {
    name: 'Karras’ process',
    plain: 'The picture is never dimmed, and time is simply how much noise there is.',
    exact:
      'α = 1 and σ(t) = t, up to 80: the probability flow’s slope dx/dt is then ε̂ itself, and its paths are nearly straight at either end.',
  },
  flow: {
    name: 'flow, the straight path',
    plain: 'Each picture goes to its noise in a straight line, at one speed.',
    exact:
      'The linear interpolant of rectified flow and of flow matching with optimal-transport paths; here t = 0 is data, in those papers t = 1 is.',
  },
  'cosine-interpolant': {
    name: 'cosine interpolant',
    plain: 'The picture turns into noise along a quarter of a circle.',
    exact: 'The trigonometric path: variance is preserved and the angle arctan(σ/α) grows at one speed.',
  },
} satisfies Readonly<Record<string, Term>>
