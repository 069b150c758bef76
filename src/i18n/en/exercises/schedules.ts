export const schedules = {
  cosine: {
    title: 'The cosine schedule',
    ask: 'How much of the data’s variance does the cosine schedule leave at t?',
  },
  linear: {
    title: 'The linear schedule',
    ask: 'β rises linearly from β₁ to β_T. Compute βₜ to five decimals, the sum S of β₁ to βₜ, and ᾱₜ. For small β, log(1 − β) is nearly −β, so S is nearly all you need.',
  },
  compared: {
    title: 'Both in log-SNR',
    ask: 'At this t, compute the log-SNR λ of the cosine schedule (s = 0.008) and of the linear one (β from 0.0001 to 0.02), to two decimals. Keep five digits of ᾱₜ on the way.',
  },
  inverse: {
    title: 'When is it that noisy?',
    ask: 'At which t does the cosine schedule reach this log-SNR? Give a whole number; 2 more or less are accepted.',
  },
}
