/** The words of a step. Plain sentences; symbols of the glossary that stand in them explain themselves. */
export interface StepWords {
  readonly title: string
  /** Paragraphs: short sentences, one idea. */
  readonly text: readonly string[]
  readonly question?: QuestionWords
  /** What stands under the answer: it is given figures that were measured. */
  readonly reveal?: (figures: never) => string
  /** For the teacher: what to ask, what they will say, what to show next. */
  readonly notes: string
}

interface QuestionWords {
  readonly ask: string
  /** Of a choice: the words of each option, by its id. */
  readonly options?: Readonly<Record<string, string>>
  /** Of a number: its unit; of a curve: the names of both axes. */
  readonly unit?: string
  readonly axes?: { readonly x: string; readonly y: string }
  /**
   * Why a wrong answer is tempting: by option; of a number or a moment “low” and “high”; of pictures by index; else “any”.
   */
  readonly tempting: Readonly<Record<string, string>>
}

/** The words of a lesson, by the ids of its steps. */
export interface LessonWords {
  readonly title: string
  /** One sentence: what one sees. */
  readonly summary: string
  /** What one should know before. */
  readonly before: string
  /** What one can do after. */
  readonly after: string
  /** Where this picture misleads. */
  readonly misleads: string
  readonly steps: Readonly<Record<string, StepWords>>
}
