import { useEffect, useState } from 'react'
import { lessonsText } from '../../i18n/lessons'

/** The minutes and seconds since a time, as words that change every second. @param since in milliseconds since 1970 */
export function useTimer(since: number): string {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now())
    }, 1000)
    return () => {
      clearInterval(timer)
    }
  }, [])
  const seconds = Math.max(0, Math.floor((now - since) / 1000))
  return lessonsText.presenter.timer(Math.floor(seconds / 60), seconds % 60)
}
