import type { TermId } from '../i18n/glossary'

type SectionId = 'mixing' | 'processes' | 'answers' | 'walkingBack' | 'guiding' | 'learning' | 'measuring'
type PlaceId = 'forward' | 'reverse' | 'settings' | 'plane' | 'learning' | 'measure' | 'shelf'

/** What an entry has beside its words. Formulas are written as `read` reads them. */
interface Entry {
  readonly symbol: string
  readonly formula: readonly string[]
  /** Papers, with the number of an equation, algorithm or section where that is certain. */
  readonly source: string
  readonly related: readonly TermId[]
  /** Where on the page it is shown. */
  readonly seen: PlaceId
}

const entry = (
  symbol: string,
  formula: string | readonly string[],
  source: string,
  seen: PlaceId,
  ...related: TermId[]
): Entry => ({ symbol, formula: typeof formula === 'string' ? [formula] : formula, source, seen, related })

const ddpm = 'Ho et al. 2020 (DDPM)'
const improved = 'Nichol & Dhariwal 2021'
const sde = 'Song et al. 2021 (score SDE)'
const ddim = 'Song et al. 2021 (DDIM)'
const edm = 'Karras et al. 2022 (EDM)'
const vdm = 'Kingma et al. 2021 (VDM)'
const flows = 'Liu et al. 2023 (rectified flow); Lipman et al. 2023 (flow matching)'

const mixing = {
  x0: entry('x₀', 'x₀ ∼ q(x₀)', `${ddpm}, section 2`, 'forward', 'xt', 'x0-hat'),
  xt: entry('xₜ', 'xₜ = α(t)·x₀ + σ(t)·ε', `${ddpm}, eq. 4`, 'forward', 'x0', 'epsilon', 'alpha', 'sigma'),
  'x-end': entry('x_T', 'x_T ∼ N(0, I)', `${ddpm}, section 2`, 'reverse', 'xt', 'seed'),
  epsilon: entry('ε', 'ε ∼ N(0, I)', `${ddpm}, section 3.2`, 'forward', 'epsilon-hat', 'z', 'seed'),
  t: entry('t', '0 ≤ t ≤ T', `${ddpm}, section 2; ${sde}, section 3`, 'forward', 'T', 'grid'),
  T: entry('T', 'T = 1000', `${ddpm}, section 4`, 'forward', 't', 'steps'),
  alpha: entry('α', 'α = √(ᾱₜ)', vdm, 'forward', 'sigma', 'alpha-bar', 'process'),
  sigma: entry('σ', 'σ = √(1 − ᾱₜ)', vdm, 'forward', 'alpha', 'sigma-hat', 'variance'),
  'alpha-bar': entry(
    'ᾱₜ',
    ['ᾱₜ = (1 − β₁)·(1 − β₂)·…·(1 − βₜ)', 'xₜ = √(ᾱₜ)·x₀ + √(1 − ᾱₜ)·ε'],
    `${ddpm}, section 2 and eq. 4`,
    'forward',
    'beta',
    'variance',
    'log-snr',
  ),
  beta: entry(
    'βₜ',
    'xₜ = √(1 − βₜ)·x_{t−1} + √(βₜ)·z',
    `${ddpm}, eq. 2`,
    'settings',
    'alpha-bar',
    'beta-tilde',
    'schedule',
  ),
  schedule: entry(
    'ᾱ(t)',
    ['ᾱₜ = f(t)/f(0)', 'f(t) = cos²((t/T + s)/(1 + s)·π/2)'],
    `${improved}, eq. 17 (cosine); ${ddpm}, section 4 (linear β)`,
    'plane',
    'alpha-bar',
    'beta',
  ),
  variance: entry('α² + σ²', 'α² + σ² = 1', `${sde}, section 3.4`, 'forward', 'alpha', 'sigma', 'vp'),
  snr: entry('SNR', 'SNR = α²/σ²', vdm, 'learning', 'log-snr', 'sigma-hat', 'weighting'),
  'log-snr': entry('λ', 'λ = log(α²/σ²)', vdm, 'forward', 'snr', 'sigma-hat', 'process'),
  'sigma-hat': entry('σ̂', ['σ̂ = σ/α', 'σ̂ = exp(−λ/2)'], `${edm}, where α = 1`, 'settings', 'log-snr', 'edm', 'churn'),
  density: entry(
    'q(xₜ)',
    'q(xₜ) = 1/n·Σᵢ N(xₜ; α·yᵢ, σ²·I)',
    `${edm}, appendix B.3, there for α = 1`,
    'plane',
    'score',
    'likelihood',
    'posterior-mean',
  ),
} as const

const processes = {
  process: entry(
    'α(t), σ(t)',
    ['dx = f(t)·x·dt + g(t)·dw', 'xₜ = α(t)·x₀ + σ(t)·ε'],
    `${sde}, eq. 5; ${vdm}`,
    'settings',
    'alpha',
    'sigma',
    'drift',
    'diffusion',
  ),
  discrete: entry('DDPM', 'xₜ = √(1 − βₜ)·x_{t−1} + √(βₜ)·z', `${ddpm}, eq. 2`, 'settings', 'beta', 'schedule', 'vp'),
  vp: entry(
    'VP',
    ['dx = −½·β(t)·x·dt + √(β(t))·dw', 'log α = −¼·t²·(B − b) − ½·t·b', 'σ = √(1 − α²)'],
    `${sde}, eq. 11 and appendix C`,
    'settings',
    'discrete',
    'sub-vp',
    'process',
  ),
  'sub-vp': entry('sub-VP', 'σ = 1 − α²', `${sde}, eq. 12`, 'settings', 'vp', 'process'),
  ve: entry(
    'VE',
    ['α = 1', 'σ = a·(b/a)^t'],
    `${sde}, section 3.4 and appendix C, with a = σ_min and b = σ_max`,
    'settings',
    'edm',
    'langevin',
    'process',
  ),
  edm: entry('EDM', ['α = 1', 'σ = t'], `${edm}, table 1`, 'settings', 'sigma-hat', 've', 'ode', 'rho'),
  flow: entry(
    'flow',
    'xₜ = (1 − t)·x₀ + t·ε',
    `${flows}, section 4.1, example II`,
    'settings',
    'velocity',
    'reflow',
    'process',
  ),
  'cosine-interpolant': entry(
    'cos, sin',
    ['α = cos(π·t/2)', 'σ = sin(π·t/2)'],
    'Salimans & Ho 2022; Albergo & Vanden-Eijnden 2023 (stochastic interpolants)',
    'settings',
    'v',
    'process',
  ),
} as const

const answers = {
  denoiser: entry('D(xₜ)', 'D(xₜ) = E[x₀ | xₜ]', edm, 'reverse', 'x0-hat', 'epsilon-hat', 'mean-squared-error'),
  'epsilon-hat': entry('ε̂', 'ε̂ = (xₜ − α·x̂₀)/σ', `${ddpm}, section 3.2`, 'reverse', 'epsilon', 'x0-hat', 'score'),
  'x0-hat': entry(
    'x̂₀',
    'x̂₀ = (xₜ − σ·ε̂)/α',
    `${ddpm}, eq. 15`,
    'reverse',
    'x0',
    'epsilon-hat',
    'posterior-mean',
    'clipping',
  ),
  'posterior-mean': entry(
    'E[x₀ | xₜ]',
    'E[x₀ | xₜ] = Σᵢ wᵢ·yᵢ',
    `${edm}, appendix B.3, there for α = 1`,
    'plane',
    'posterior-weight',
    'x0-hat',
    'score',
  ),
  'posterior-weight': entry(
    'wᵢ',
    'wᵢ ∝ exp(−‖xₜ − α·yᵢ‖²/(2·σ²))',
    `${edm}, appendix B.3, there for α = 1`,
    'plane',
    'posterior-mean',
    'density',
  ),
  score: entry(
    's',
    ['s = ∇ₓ log q(xₜ)', 's = −E[ε | xₜ]/σ', 's = (α·x̂₀ − xₜ)/σ²'],
    'Vincent 2011; Efron 2011 (Tweedie’s formula); Dhariwal & Nichol 2021, eq. 11',
    'plane',
    'density',
    'epsilon-hat',
    'langevin',
    'ode',
  ),
  v: entry('v', 'v = α·ε − σ·x₀', 'Salimans & Ho 2022, appendix D', 'learning', 'x0-hat', 'epsilon-hat', 'velocity'),
  velocity: entry('u', 'u = ε − x₀', flows, 'learning', 'flow', 'v', 'ode'),
  class: entry('y', 'ε̂ = ε̂(xₜ, t, y)', 'Ho & Salimans 2022; Dhariwal & Nichol 2021', 'reverse', 'null-class', 'w'),
  'null-class': entry('∅', 'ε̂ = ε̂(xₜ, t, ∅)', 'Ho & Salimans 2022, algorithm 1', 'reverse', 'class', 'w'),
  'mean-squared-error': entry('‖x₀ − x̂₀‖²', 'E‖x₀ − x̂₀‖²', 'Vincent 2011', 'learning', 'denoiser', 'loss'),
} as const

const walkingBack = {
  sampler: entry('xₜ → xₛ', 'xₛ = a·x̂₀ + b·ε̂ + c·z', `${ddim}, eq. 12`, 'settings', 'step', 'ddpm', 'ddim', 'order'),
  step: entry('t → s', 'xₛ = αₛ·x̂₀ + σₛ·ε̂', `${ddim}, eq. 12, with η = 0`, 'reverse', 'sampler', 'steps', 'grid'),
  steps: entry('N', 'T = t₀ > t₁ > … > t_N = 0', `${ddim}, section 4.2`, 'settings', 'grid', 'nfe', 'step'),
  grid: entry(
    'tᵢ',
    'tᵢ = T·(1 − i/N)',
    'Lin et al. 2023, table 2 (this one is “trailing”)',
    'settings',
    'rho',
    'steps',
    'log-snr',
  ),
  rho: entry(
    'ρ',
    'σ̂ᵢ = (A + i/(N − 1)·(B − A))^ρ',
    `${edm}, eq. 5, with A = σ_max^(1/ρ) and B = σ_min^(1/ρ)`,
    'settings',
    'grid',
    'sigma-hat',
  ),
  seed: entry(
    'seed',
    'z = Φ^{−1}(u)',
    'Salmon et al. 2011 (Philox); Wichura 1988 (AS 241)',
    'settings',
    'z',
    'epsilon',
  ),
  z: entry('z', 'z ∼ N(0, I)', `${ddpm}, algorithm 2`, 'reverse', 'epsilon', 'eta', 'sigma-theta'),
  nfe: entry('NFE', 'NFE = N·n', `${edm}, n evaluations a step`, 'measure', 'steps', 'sampler'),
  order: entry('p', 'error ∝ h^p', `${edm}, section 3`, 'settings', 'sampler', 'nfe'),
  posterior: entry(
    'q(xₛ | xₜ, x₀)',
    ['q(x_{t−1} | xₜ, x₀) = N(μ̃, β̃·I)', 'μ̃ = √(ᾱ_{t−1})·βₜ/(1 − ᾱₜ)·x₀ + √(1 − βₜ)·(1 − ᾱ_{t−1})/(1 − ᾱₜ)·xₜ'],
    `${ddpm}, eq. 6 and 7`,
    'settings',
    'beta-tilde',
    'ddpm',
  ),
  ddpm: entry(
    'DDPM',
    'xₛ = μ̃(xₜ, x̂₀) + √(β̃)·z',
    `${ddpm}, eq. 7 and algorithm 2`,
    'settings',
    'posterior',
    'beta-tilde',
    'ddim',
  ),
  'beta-tilde': entry(
    'β̃ₜ',
    'β̃ₜ = (1 − ᾱ_{t−1})/(1 − ᾱₜ)·βₜ',
    `${ddpm}, eq. 7`,
    'settings',
    'beta',
    'posterior',
    'learned-variance',
  ),
  'learned-variance': entry(
    'Σ',
    'Σ = exp(κ·log β + (1 − κ)·log β̃)',
    `${improved}, eq. 15, with v for κ`,
    'settings',
    'beta',
    'beta-tilde',
    'sigma-theta',
  ),
  'analytic-variance': entry(
    'σ*²',
    'σ*² = β̃ + c₀²·E‖x₀ − x̂₀‖²/d',
    'Bao et al. 2022 (Analytic-DPM), c₀ the factor of x₀ in the posterior’s mean',
    'settings',
    'beta-tilde',
    'posterior',
    'mean-squared-error',
  ),
  'sigma-theta': entry('σ_θ', 'σ_θ = √(Σ)', `${improved}, eq. 15`, 'reverse', 'learned-variance', 'z'),
  ddim: entry(
    'DDIM',
    'xₛ = αₛ·x̂₀ + √(σₛ² − η²·β̃)·ε̂ + η·√(β̃)·z',
    `${ddim}, eq. 12 and 16`,
    'settings',
    'eta',
    'inversion',
    'ode',
  ),
  eta: entry(
    'η',
    'η·√(β̃) = η·√((1 − ᾱₛ)/(1 − ᾱₜ))·√(1 − ᾱₜ/ᾱₛ)',
    `${ddim}, eq. 16`,
    'settings',
    'ddim',
    'beta-tilde',
    'z',
  ),
  inversion: entry(
    'xₛ → xₜ',
    'xₜ = αₜ·x̂₀(xₛ) + σₜ·ε̂(xₛ)',
    `${ddim}, section 4.3; Dhariwal & Nichol 2021, appendix F`,
    'reverse',
    'ddim',
    'ode',
  ),
  drift: entry(
    'f',
    'f = d log α/dt',
    `${sde}, eq. 5; Lu et al. 2022 (DPM-Solver), section 2`,
    'settings',
    'diffusion',
    'sde',
    'process',
  ),
  diffusion: entry(
    'g',
    ['g² = dσ²/dt − 2·f·σ²', 'g² = −σ²·dλ/dt'],
    `${sde}, eq. 5; Lu et al. 2022 (DPM-Solver), section 2`,
    'learning',
    'drift',
    'sde',
    'weighting',
  ),
  sde: entry(
    'SDE',
    'dx = (f·x − g²·∇ₓ log q(x))·dt + g·dw',
    `Anderson 1982; ${sde}, eq. 6`,
    'settings',
    'ode',
    'score',
    'drift',
    'diffusion',
  ),
  ode: entry(
    'ODE',
    ['dx = (f·x − ½·g²·∇ₓ log q(x))·dt', 'd(xₜ/α) = ε̂·dσ̂'],
    `${sde}, eq. 13; ${edm}, eq. 1`,
    'settings',
    'sde',
    'ddim',
    'likelihood',
  ),
  ancestral: entry(
    'σ_{up}, σ_{down}',
    ['σ_{up} = η·σ̂ₛ·√(1 − σ̂ₛ²/σ̂ₜ²)', 'σ_{down} = √(σ̂ₛ² − σ_{up}²)'],
    `Crowson, k-diffusion; ${sde}, appendix F`,
    'settings',
    'eta',
    'ddim',
    'sigma-hat',
  ),
  churn: entry(
    'γ',
    ['σ̂′ = (1 + γ)·σ̂', 'y′ = y + √(σ̂′² − σ̂²)·z'],
    `${edm}, algorithm 2, with y = x/α and S_noise = 1`,
    'settings',
    'sigma-hat',
    'z',
    'sde',
  ),
  langevin: entry(
    'Langevin',
    'x ← x + ½·δ·∇ₓ log q(x) + √(δ)·z',
    'Song & Ermon 2019, eq. 4',
    'settings',
    'score',
    'delta',
    'corrector',
  ),
  delta: entry('δ', 'x ← x + ½·δ·s + √(δ)·z', 'Song & Ermon 2019, eq. 4', 'settings', 'langevin', 'score'),
  corrector: entry('r', 'δ = 4·r²·σ²', `${sde}, algorithms 4 and 5`, 'settings', 'langevin', 'delta'),
  tolerance: entry(
    'tol',
    '|error| ≤ tol·(1 + |x|)',
    `Dormand & Prince 1980; ${sde}, section 4.3`,
    'settings',
    'order',
    'ode',
  ),
  clipping: entry(
    'clip',
    'x̂₀ ← min(1, max(−1, x̂₀))',
    `${ddpm}: in its code, not in the paper`,
    'settings',
    'thresholding',
    'x0-hat',
  ),
  thresholding: entry(
    's',
    'x̂₀ ← min(s, max(−s, x̂₀))/s',
    'Saharia et al. 2022 (Imagen), section 2.3',
    'settings',
    'clipping',
    'w',
    'x0-hat',
  ),
} as const

const guiding = {
  w: entry(
    'w',
    'ε̂ = ε̂(∅) + w·(ε̂(y) − ε̂(∅))',
    'Ho & Salimans 2022, eq. 6, with their w + 1 for w',
    'settings',
    'null-class',
    'phi',
    'interval',
    'classifier-guidance',
  ),
  'classifier-guidance': entry(
    '∇ₓ log p(y | xₜ)',
    'ε̂ ← ε̂ − w·σ·∇ₓ log p(y | xₜ)',
    'Dhariwal & Nichol 2021, algorithm 2',
    'settings',
    'w',
    'score',
    'class',
  ),
  phi: entry(
    'φ',
    'x̂₀ ← φ·x̂₀·std(x̂₀(y))/std(x̂₀) + (1 − φ)·x̂₀',
    'Lin et al. 2023, section 3.4, there on the network’s output',
    'settings',
    'w',
    'x0-hat',
  ),
  interval: entry('w(σ̂)', 'w(σ̂) = 1 outside of [a, b]', 'Kynkäänniemi et al. 2024', 'settings', 'w', 'sigma-hat'),
} as const

const learning = {
  loss: entry(
    'L',
    'L = E‖ε − ε̂(xₜ, t)‖²',
    `${ddpm}, eq. 14`,
    'learning',
    'weighting',
    'epsilon-hat',
    'mean-squared-error',
  ),
  weighting: entry(
    'weight',
    ['max(1, 1/SNR)', 'min(1, γ/SNR)', '½·g²/σ²'],
    'Salimans & Ho 2022, eq. 9 (truncated SNR); Hang et al. 2023 (min-SNR); Song et al. 2021 (maximum likelihood), theorem 1; each of ‖ε − ε̂‖²',
    'learning',
    'loss',
    'snr',
    'diffusion',
  ),
  'time-sampling': entry(
    'p(t)',
    ['log σ̂ ∼ N(m, s²)', 't = 1/(1 + exp(−z))'],
    `${edm}, table 1 (log-normal); Esser et al. 2024, section 3.1 (logit-normal); ${improved}, section 3.3 (by importance)`,
    'learning',
    'loss',
    'weighting',
  ),
  coupling: entry(
    'π',
    'min Σᵢ ‖yᵢ − ε_{π(i)}‖²',
    'Pooladian et al. 2023; Tong et al. 2023',
    'learning',
    'reflow',
    'flow',
    'sliced',
  ),
  reflow: entry(
    'reflow',
    'u = ε − x₀(ε)',
    'Liu et al. 2023 (rectified flow)',
    'learning',
    'flow',
    'velocity',
    'coupling',
  ),
  consistency: entry(
    'student',
    ['F(xₜ, t) = F(xₛ, s)', 'F(x, 0) = x'],
    'Song et al. 2023 (consistency models)',
    'learning',
    'ode',
    'nfe',
  ),
  'learning-rate': entry(
    'rate',
    'θ ← θ − rate·m/(√(v) + κ)',
    'Kingma & Ba 2015 (Adam), algorithm 1, with κ for ε',
    'learning',
    'loss',
  ),
} as const

const measuring = {
  likelihood: entry(
    'log q',
    'log q(x₀) = log q(x_T) + ∫ ∇·u(xₜ, t) dt',
    `Chen et al. 2018 (neural ODEs), theorem 1; ${sde}, section 4.3 and appendix D.2`,
    'measure',
    'ode',
    'density',
    'nats',
  ),
  nats: entry('nat', 'nats = −log q(x)', 'Shannon 1948, with natural logarithms', 'measure', 'likelihood', 'bits'),
  bits: entry('bits/d', 'bits = nats/(d·log 2)', `${ddpm}, table 1; ${vdm}`, 'shelf', 'nats', 'kl', 'likelihood'),
  kl: entry(
    'KL',
    'KL(q ‖ p) = E_q[log q(x) − log p(x)]',
    `Kullback & Leibler 1951; in the bound of ${ddpm}, eq. 5`,
    'shelf',
    'bits',
    'posterior',
  ),
  energy: entry(
    'E(X, Y)',
    'E = 2·E‖X − Y‖ − E‖X − X′‖ − E‖Y − Y′‖',
    'Székely & Rizzo 2013, eq. 5',
    'measure',
    'sliced',
    'floor',
  ),
  sliced: entry(
    'SW₂',
    'SW₂² = E_θ W₂²(θ·X, θ·Y)',
    'Rabin et al. 2012; Bonneel et al. 2015',
    'measure',
    'energy',
    'floor',
  ),
  floor: entry(
    'floor',
    'floor = E[distance(Y′, Y)]',
    'Székely & Rizzo 2013',
    'measure',
    'energy',
    'sliced',
    'standard-error',
  ),
  'standard-error': entry('±', 's/√(n)', 'Any textbook of statistics', 'measure', 'floor', 'wilson'),
  frechet: entry(
    'd²',
    'd² = ‖m₁ − m₂‖² + tr(C₁ + C₂ − 2·(C₁·C₂)^{1/2})',
    'Dowson & Landau 1982; Heusel et al. 2017 (FID)',
    'shelf',
    'sliced',
    'floor',
  ),
  wilson: entry(
    'p',
    '(p + z²/(2·n) ± z·√(p·(1 − p)/n + z²/(4·n²)))/(1 + z²/n)',
    'Wilson 1927, with p = k/n',
    'shelf',
    'standard-error',
  ),
} as const

/** The entries by sections, in reading order. */
export const sections: readonly {
  readonly id: SectionId
  readonly entries: Readonly<Partial<Record<TermId, Entry>>>
}[] = [
  { id: 'mixing', entries: mixing },
  { id: 'processes', entries: processes },
  { id: 'answers', entries: answers },
  { id: 'walkingBack', entries: walkingBack },
  { id: 'guiding', entries: guiding },
  { id: 'learning', entries: learning },
  { id: 'measuring', entries: measuring },
]

/** Every entry: one for each term that has words. */
export const entries: Readonly<Record<TermId, Entry>> = {
  ...mixing,
  ...processes,
  ...answers,
  ...walkingBack,
  ...guiding,
  ...learning,
  ...measuring,
}

export const isTerm = (id: string): id is TermId => Object.hasOwn(entries, id)

/** Where a place of the page is: the fragment of its link. */
export const placeLinks: Readonly<Record<PlaceId, string>> = {
  forward: '#t=400',
  reverse: '#go=reverse',
  settings: '#go=reverse&sampler=ddim',
  plane: '#room=plane&t=300',
  learning: '#room=plane',
  measure: '#room=plane&go=reverse',
  shelf: '#',
}
