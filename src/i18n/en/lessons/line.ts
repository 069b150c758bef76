import { figure } from '../../format/figures'
import { count, fixed, perCent, integer } from '../../format/numbers'
import type { LessonWords } from './form'

/** Lesson 6: a thousand steps in one line. */
export const line = {
  title: 'A thousand steps in one line',
  summary: 'A picture takes a thousand small steps into noise. One line of arithmetic takes them all at once.',
  before: 'What noise does (lesson 1); square roots; what a standard deviation is.',
  after: 'derive xₜ from x₀ in one line, and say why training needs no walk.',
  misleads:
    'The page never takes the thousand steps: it draws one noise and mixes it in. Two neighbouring frames of this timeline share their noise, so they are not two states of a true forward chain, in which each step adds noise of its own. Each frame alone is right; the film is not.',
  steps: {
    one: {
      title: 'One step',
      text: [
        'This is the digit after one step of a thousand. Can you see that anything was done to it?',
        'Each step multiplies the picture by √(1 − βₜ), which makes it a little fainter. Then it adds a little fresh noise z, multiplied by √(βₜ). βₜ is a small number; the list of all βₜ is the schedule.',
        'Press → a few times. To get to t = 1000 one would have to do this a thousand times. Or is there a shorter way?',
      ],
      notes:
        'Write the step on the board and leave it there. Ask: “How would you get to t = 400?” They will say: do it 400 times. Let them believe it until step 3.',
    },
    sum: {
      title: 'Two noises are one noise',
      text: [
        'Here is pure noise. Every pixel is a random number; the strength of the noise is its standard deviation, which is 1.',
        'Take two such noises, independent of each other. Add 0.6 times the one to 0.8 times the other. The sum is noise again, of the same kind: the sum of two Gaussians is a Gaussian.',
      ],
      question: {
        ask: 'How strong is the sum?',
        tempting: {
          low: 'A mean of the two would be so weak: 0.7. But here they are added, not averaged.',
          high: '0.6 + 0.8 = 1.4 would be right if both noises always pushed the same way. They are independent: half of the time one takes back what the other adds. Not the strengths add up but their squares: 0.36 + 0.64.',
        },
      },
      reveal: ({ deviation, pixels }: { deviation: number; pixels: number }) =>
        `Over ${count(pixels)} pixels the sum has the standard deviation ${fixed(deviation, 2)}. In theory it is 1, since 0.6² + 0.8² = 1: variances add up. So a thousand noises are one noise too, and one number says how strong.`,
      notes:
        'Most say 1.4. Draw a right-angled triangle with sides 0.6 and 0.8: independent noises add up like sides at a right angle. Ask: “And ten noises, each 0.1 strong?” √10·0.1, about 0.32.',
    },
    chain: {
      title: 'All the steps, or one',
      text: [
        'So all the noises of the first 400 steps can be put together into one, of which we know the strength. And the picture has been made fainter 400 times, by a factor that we know too. That gives the line below.',
        'The page used this line for what you see. Now your machine takes all the steps, one after another, each with fresh noise of its own.',
      ],
      question: {
        ask: 'How does the picture that was made in 400 steps compare with the one on the screen?',
        options: {
          same: 'It is the same, pixel for pixel.',
          alike: 'Another noise, but just as strong.',
          noisier: 'It is noisier: noise was added 400 times.',
          cleaner: 'It is cleaner: 400 noises cancel each other.',
        },
        tempting: {
          same: 'The line gives the same distribution, not the same draw: the 400 noises were drawn anew. With their own sum in the place of ε it would be the same picture.',
          noisier:
            'Noise was added 400 times, but each step also makes all earlier noise fainter, together with the picture. The two balance.',
          cleaner:
            'Noises cancel when one takes their mean. Here they are added up, and the sum of independent noises grows.',
          any: 'Both have the same amount of picture and the same strength of noise.',
        },
      },
      reveal: ({
        t,
        strength,
        noise,
        difference,
        withItsNoise,
      }: Record<'t' | 'strength' | 'noise' | 'difference' | 'withItsNoise', number>) =>
        `After ${integer(t)} steps the noise is ${fixed(strength, 2)} strong; the line says ${fixed(noise, 2)}. The two pictures differ by ${fixed(difference, 2)} a pixel (root mean square), as two noises do. Put the sum of all the steps’ noises into the line and they differ by ${figure(withItsNoise)}: that is rounding.`,
      notes:
        'The distinction between “the same picture” and “the same distribution” matters for all that follows. Ask: “Would a network notice which of the two it is given?” No: both are draws of q(xₜ|x₀).',
    },
    product: {
      title: 'What is left is a product',
      text: [
        'How much of the picture’s variance is left after t steps? Each step keeps the share 1 − βₜ of what was there. So what is left is a product: ᾱₜ.',
        'Take the schedule of the first DDPM: βₜ rises evenly from 0.0001 to 0.02. Add up its first 500 βs and you get about 2.5.',
      ],
      question: {
        ask: 'What share of the picture’s variance is left at t = 500?',
        tempting: {
          low: 'More than all of it seems to have been taken away: 2.5 times. But each step takes its share of what is still there, as interest does. What is left never gets to nothing.',
          high: 'Each β is tiny, 0.01 at most; but there are 500 of them.',
        },
      },
      reveal: ({ t, sum, alphaBar, exponential }: Record<'t' | 'sum' | 'alphaBar' | 'exponential', number>) =>
        `ᾱₜ at t = ${integer(t)} is ${perCent(alphaBar, 1)} %. The βs add up to ${fixed(sum, 2)}, and exp(−${fixed(sum, 2)}) is ${perCent(exponential, 1)} %: many small shares, taken one after another, are nearly an exponential.`,
      notes:
        'Somebody will say “less than nothing is left”. Compare with a bank: 500 years at minus one half per cent. For small β, log(1 − β) ≈ −β, hence the exponential; in continuous time it is exact, which is the VP SDE.',
    },
    order: {
      title: 'Does the order matter?',
      text: [
        'Back to this page’s own schedule and t = 400. Its first steps add very little noise, later ones more.',
        'Turn the order round: begin with the strong steps, end with the weak ones. The same 400 βs, the other way.',
      ],
      question: {
        ask: 'What comes out after 400 steps?',
        options: {
          same: 'Just as much picture, just as much noise.',
          noisier: 'More noise: the strong noise came first and nothing took it back.',
          cleaner: 'Less noise: the strong noise came first and faded in all the steps after it.',
        },
        tempting: {
          noisier: 'The strong noise came early – and then all the other steps made it fainter.',
          cleaner:
            'The strong noise did fade. But so did the picture, and the weak noises, which come last, now fade less.',
          any: 'Picture and noise come out alike.',
        },
      },
      reveal: ({
        picture,
        pictureTurned,
        strength,
        strengthTurned,
        half,
        halfTurned,
      }: Record<'picture' | 'pictureTurned' | 'strength' | 'strengthTurned' | 'half' | 'halfTurned', number>) =>
        `Of the picture’s contrast ${fixed(picture, 2)} is left either way (turned round: ${fixed(pictureTurned, 2)}), and the noise is ${fixed(strength, 2)} and ${fixed(strengthTurned, 2)} strong. A product does not care for the order of its factors, and whatever of the picture’s variance is gone, noise has taken its place. Halfway they do differ: there ${fixed(half, 2)} of the contrast is left, turned round ${fixed(halfTurned, 2)}.`,
      notes:
        'The proof in one line: variance after a step is (1 − β)·variance + β; if the variance was 1 it stays 1. So noise = 1 − ᾱ whatever the order. Next: what does the order change? How much time is spent where – the next lesson.',
    },
    why: {
      title: 'Why this makes training possible',
      text: [
        'Drag the timeline anywhere: whatever the t, the picture is there at once. It is made in one line, never by walking.',
        'So a network can be trained on any t at any moment: take a picture, draw a t and an ε, mix them, and let it guess the ε. It never has to walk to get there.',
        'There is no such line for the way back. There the steps have to be taken, one after another.',
      ],
      notes:
        'Ask: “Why is there no such line for the way back?” Because what a step takes away depends on what the network sees at that step. (Lesson “One step” is about trying all the same.)',
    },
  },
} as const satisfies LessonWords
