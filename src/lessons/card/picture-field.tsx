import { useEffect, useId, useRef, useState } from 'react'
import { faultText } from '../../i18n'
import { lessonsText } from '../../i18n/lessons'
import { Button } from '../../ui/button'
import { paintPicture } from '../../ui/paint'
import { PixelCanvas } from '../../ui/pixel-canvas'
import type { Failure } from '../course/answers'
import { useCourse } from '../course/context'
import type { GuessFieldProps } from './guess-props'
import type { PictureQuestion, ShownPicture } from '../question/question'
import styles from './question.module.css'

function Picture({ picture, name }: { picture: ShownPicture; name: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    if (canvas.current) paintPicture(canvas.current, picture.bytes, picture.shape)
  }, [picture])
  return <PixelCanvas ref={canvas} label={name} />
}

/** The pictures of a question, as soon as they are computed. `retry` computes them once more. */
function usePictures(question: PictureQuestion) {
  const { answers } = useCourse()
  const [attempt, setAttempt] = useState(0)
  const [pictures, setPictures] = useState<readonly ShownPicture[] | Failure>()
  useEffect(() => {
    const controller = new AbortController()
    void answers.pictures(question, controller.signal).then((result) => {
      if (!controller.signal.aborted) setPictures(result)
    })
    return () => {
      controller.abort()
    }
  }, [answers, question, attempt])
  const retry = () => {
    setPictures(undefined)
    setAttempt(attempt + 1)
  }
  return { pictures, retry }
}

const isFailure = (result: readonly ShownPicture[] | Failure): result is Failure => !Array.isArray(result)

/** One of a few pictures, which this machine computes first. After the answer the right one is marked. */
export function PictureField({
  question,
  guess,
  truth,
  disabled,
  onGuess,
}: Omit<GuessFieldProps, 'question'> & { question: PictureQuestion }) {
  const name = useId()
  const text = lessonsText.question
  const { pictures, retry } = usePictures(question)
  if (pictures === undefined) return <p role="status">{text.preparing}</p>
  if (isFailure(pictures)) {
    const isWord = typeof pictures === 'string'
    return (
      <>
        <p role="alert">{isWord ? text.nothing : text.failed(faultText(pictures.code, pictures.details))}</p>
        <Button name={text.retry} onPress={retry} />
      </>
    )
  }
  return (
    <fieldset className={styles.pictures} disabled={disabled}>
      <legend className="visually-hidden">{text.choose}</legend>
      {pictures.map((picture, i) => (
        <label key={i} data-truth-here={truth === i || undefined}>
          <Picture picture={picture} name={text.picture(i + 1)} />
          <span>
            <input
              type="radio"
              name={name}
              value={i}
              checked={guess === i}
              onChange={() => {
                onGuess(i)
              }}
            />
            {text.picture(i + 1)}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
