/** An entry's words: its name, one sentence for whoever is fourteen, one for a student. */
type Words = Readonly<{ name: string; plain: string; exact: string }>

/** Into noise: data, noise, and how they are mixed. */
const mixing = {
  x0: {
    name: 'the data',
    plain: 'What there is at the start: the clean picture, or the point, before any noise is on it.',
    exact: 'A sample of the distribution of the data; a picture’s pixels are numbers from −1, black, to 1, white.',
  },
  xt: {
    name: 'the noisy state',
    plain: 'What you see at time t: some of the picture and some noise, added up.',
    exact: 'The state at time t: given x₀ it is normal with mean α(t)·x₀ and variance σ(t)² for each number.',
  },
  'x-end': {
    name: 'pure noise',
    plain: 'The other end of the walk: nothing but noise, out of which the way back begins.',
    exact:
      'The state at the last time, of a distribution that no longer depends on the data: a standard normal, or one of variance σ² where variance explodes.',
  },
  epsilon: {
    name: 'the noise',
    plain: 'A random number for each pixel, most of them near 0, that is mixed into the picture.',
    exact:
      'Standard normal noise of the shape of x₀; the way into noise keeps one ε for all times, drawn from the seed.',
  },
  t: {
    name: 'time',
    plain: 'How far into noise: 0 is the picture, the largest t is nothing but noise.',
    exact:
      'On the timeline the index of a discrete process, 0 to T; in a process’s own time it runs from 0 to 1, or is the noise level σ itself (EDM).',
  },
  T: {
    name: 'the last time',
    plain: 'The number of small steps into noise that the network was trained on.',
    exact: 'The number of steps of the discrete process; the networks here have 1,000, as DDPM has.',
  },
  alpha: {
    name: 'the signal’s factor',
    plain: 'The number that the picture is multiplied by: 1 is all of it, 0 none.',
    exact: 'The coefficient of x₀ in xₜ, √ᾱₜ of a discrete process; it is not DDPM’s αₜ = 1 − βₜ.',
  },
  sigma: {
    name: 'the noise’s factor',
    plain: 'The number that the noise is multiplied by: 0 is none of it.',
    exact: 'The coefficient of ε in xₜ, so the standard deviation of the noise; √(1 − ᾱₜ) of a discrete process.',
  },
  'alpha-bar': {
    name: 'the signal’s share of the variance',
    plain: 'How much of the picture is left at time t, from 1, all, to 0, nothing.',
    exact:
      'The product of all 1 − β up to t, the square of α(t): of data whose variance is 1 it is the share of xₜ’s variance that comes from x₀.',
  },
  beta: {
    name: 'variance of a forward step',
    plain: 'How much noise the t-th small step puts in.',
    exact: 'The variance that step t of the forward process adds, while what was there is multiplied by √(1 − βₜ).',
  },
  schedule: {
    name: 'schedule',
    plain: 'The plan that says how fast the noise comes.',
    exact:
      'The sequence of βₜ, or of ᾱₜ; the cosine schedule, with s = 0.008, is the one that most networks here were trained on.',
  },
  variance: {
    name: 'amplitude and variance',
    plain: 'Factors of the picture and of the noise need not add up to 1: it is their squares that do.',
    exact:
      'Independent parts add in variance, so where variance is preserved α² and σ² are shares, and α and σ are amplitudes.',
  },
  snr: {
    name: 'signal-to-noise ratio',
    plain: 'How strong the picture is against the noise that lies over it.',
    exact: 'The ratio of the variances of signal and noise; it falls with t from infinity to, or nearly to, zero.',
  },
  'log-snr': {
    name: 'log SNR',
    plain:
      'Signal against noise on a scale where each step is a factor: above 0 the picture is stronger, below 0 the noise.',
    exact:
      'The natural logarithm of SNR: processes that agree in it differ by a rescaling of xₜ alone; the λ of DPM-Solver is half of it.',
  },
  'sigma-hat': {
    name: 'noise against signal',
    plain: 'How many times stronger the noise is than the picture.',
    exact: 'The noise level after division by α, xₜ/α = x₀ + σ̂·ε: the σ of EDM, whatever the process.',
  },
  density: {
    name: 'density of the noisy states',
    plain: 'A mountain map that says how likely each noisy picture is at time t.',
    exact:
      'The marginal density of xₜ over all data; of n data points y it is a mixture of n Gaussians, which the plane computes exactly.',
  },
} as const satisfies Readonly<Record<string, Words>>

/** Processes: how fast the picture fades and the noise grows. */
const processes = {
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
    plain: 'What the noise brings in the picture loses, so that brightness and contrast stay as a whole.',
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
} as const satisfies Readonly<Record<string, Words>>

/** What the network, or the exact formula, says of xₜ. */
const answers = {
  denoiser: {
    name: 'denoiser',
    plain: 'Who looks at the noisy picture and says what is noise in it: a network, or in the plane a formula.',
    exact:
      'A function of xₜ, its noise level and perhaps a class; trained on squared errors, the best one is the mean of x₀, or of ε, given xₜ.',
  },
  'epsilon-hat': {
    name: 'its guess of the noise',
    plain: 'What the network takes for noise in the picture.',
    exact: 'The estimate of E[ε | xₜ]: what the network says, or what follows from its x̂₀, since α·x̂₀ + σ·ε̂ = xₜ.',
  },
  'x0-hat': {
    name: 'its guess of the picture',
    plain: 'What the network would take for the clean picture, looking at this noisy one.',
    exact:
      'The estimate of E[x₀ | xₜ]: at much noise it is the mean over all pictures that are possible, and therefore blurred.',
  },
  'posterior-mean': {
    name: 'posterior mean',
    plain: 'The average of all clean pictures that might be behind this noisy one, the likelier ones counting more.',
    exact:
      'The best guess of x₀ in mean squared error; of n data points y it is their mean, weighted by how near each α·y is to xₜ.',
  },
  'posterior-weight': {
    name: 'weight of a data point',
    plain: 'How likely it is that this data point is behind the noisy one.',
    exact:
      'The posterior probability of each data point given xₜ: a softmax of negative squared distances, whose temperature is the noise.',
  },
  score: {
    name: 'score',
    plain: 'An arrow that points uphill, to where noisy pictures are likelier.',
    exact: 'The gradient of the log-density of xₜ; by Tweedie’s formula it is minus the mean noise, divided by σ.',
  },
  v: {
    name: 'the mixture that v-networks say',
    plain: 'A mixture of noise and picture that a network can say well at any noise level.',
    exact:
      'The derivative of xₜ by the angle arctan(σ/α) where variance is preserved; a network that predicts it gives x̂₀ and ε̂ with small errors at either end.',
  },
  velocity: {
    name: 'velocity of the straight path',
    plain: 'The direction from the picture to its noise.',
    exact:
      'The time derivative of (1 − t)·x₀ + t·ε; what flow matching learns is its mean given xₜ (in the papers, whose time runs the other way, with the other sign).',
  },
  class: {
    name: 'class',
    plain: 'What is asked for: which digit, or which kind of picture.',
    exact: 'The condition y of the network, given as a learned vector beside the time.',
  },
  'null-class': {
    name: 'null class',
    plain: 'Asking for nothing in particular: the network may draw what it likes.',
    exact:
      'A label of its own that replaced the class in a share of the training examples, so that one network has the unconditional answer too.',
  },
  'mean-squared-error': {
    name: 'squared error',
    plain: 'How far a guess is from the truth: differences squared, then averaged.',
    exact:
      'Its minimum over all functions of xₜ is the conditional mean, which is why denoisers blur where much is possible.',
  },
} as const satisfies Readonly<Record<string, Words>>

export const firstTerms = { ...mixing, ...processes, ...answers }
