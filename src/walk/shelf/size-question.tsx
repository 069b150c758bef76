import { useState } from 'react'
import { filesText } from '../../i18n/files'
import { Button } from '../../ui/button'
import { NumberInput } from '../../ui/number-input'

/** Asks for the side of a network's pictures. @param proposed our guess, in pixels */
export function SizeQuestion({ proposed, onSize }: { proposed: number; onSize: (size: number) => void }) {
  const words = filesText.own
  const [size, setSize] = useState(proposed)
  return (
    <>
      <NumberInput
        name={words.askSize}
        value={size}
        min={4}
        max={512}
        step={4}
        less={words.askSizeLess}
        more={words.askSizeMore}
        onChange={setSize}
      />
      <Button
        name={words.openSized}
        explain={words.openSizedExplain}
        onPress={() => {
          onSize(size)
        }}
      />
    </>
  )
}
