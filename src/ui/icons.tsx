import type { ReactNode } from 'react'

const icon = (body: ReactNode) =>
  function Icon() {
    return (
      <svg
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        {body}
      </svg>
    )
  }

export const PlayIcon = icon(<path d="M8 5.5v13l10.5-6.5z" fill="currentColor" />)
export const PauseIcon = icon(<path d="M8.5 5.5v13M15.5 5.5v13" strokeWidth="3.2" />)
export const StepRightIcon = icon(
  <>
    <path d="M7 6v12l7.5-6z" fill="currentColor" />
    <path d="M17.5 6v12" strokeWidth="2.4" />
  </>,
)
export const StepLeftIcon = icon(
  <>
    <path d="M17 6v12l-7.5-6z" fill="currentColor" />
    <path d="M6.5 6v12" strokeWidth="2.4" />
  </>,
)
export const EndRightIcon = icon(
  <>
    <path d="M5 6v12l6.5-6zM11.5 6v12l6.5-6z" fill="currentColor" />
    <path d="M19.5 6v12" strokeWidth="2" />
  </>,
)
export const EndLeftIcon = icon(
  <>
    <path d="M19 6v12l-6.5-6zM12.5 6v12L6 12z" fill="currentColor" />
    <path d="M4.5 6v12" strokeWidth="2" />
  </>,
)
export const RestartIcon = icon(
  <>
    <path d="M5 12a7 7 0 1 0 2.2-5.1" />
    <path d="M4.5 4.5v4h4" />
  </>,
)
export const DiceIcon = icon(
  <>
    <rect x="4.5" y="4.5" width="15" height="15" rx="3" />
    <g fill="currentColor" stroke="none">
      <circle cx="9" cy="9" r="1.4" />
      <circle cx="15" cy="15" r="1.4" />
      <circle cx="15" cy="9" r="1.4" />
      <circle cx="9" cy="15" r="1.4" />
    </g>
  </>,
)
/** One line that leaves another one, towards the data on the left. */
export const BranchIcon = icon(
  <>
    <path d="M20 8H4M15 8c-4 0-4 8-8 8H4" />
    <circle cx="15.5" cy="8" r="2" fill="currentColor" />
  </>,
)
export const LinkIcon = icon(
  <>
    <path d="M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1" />
    <path d="M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1" />
  </>,
)
export const ThemeIcon = icon(
  <>
    <circle cx="12" cy="12" r="7.5" />
    <path d="M12 4.5a7.5 7.5 0 0 1 0 15z" fill="currentColor" />
  </>,
)
export const ResetIcon = icon(
  <>
    <path d="M4 12a8 8 0 1 1 2.5 5.8" />
    <path d="M4 19v-4.5h4.5" />
    <circle cx="12" cy="12" r="1.5" fill="currentColor" />
  </>,
)
/** Two fully connected layers. A simpler drawing, three points and two lines, would be the sign for sharing. */
export const NetworkIcon = icon(
  <>
    <path d="M6 4.5L18 8M6 4.5L18 16M6 12L18 8M6 12L18 16M6 19.5L18 8M6 19.5L18 16" strokeWidth="1.1" />
    <g fill="currentColor" stroke="none">
      <circle cx="6" cy="4.5" r="2.4" />
      <circle cx="6" cy="12" r="2.4" />
      <circle cx="6" cy="19.5" r="2.4" />
      <circle cx="18" cy="8" r="2.4" />
      <circle cx="18" cy="16" r="2.4" />
    </g>
  </>,
)
export const BookIcon = icon(
  <>
    <path d="M12 6.5C10 5 7.5 4.5 4.5 4.5v13c3 0 5.5.5 7.5 2 2-1.5 4.5-2 7.5-2v-13c-3 0-5.5.5-7.5 2z" />
    <path d="M12 6.5v13" />
  </>,
)
export const LessonIcon = icon(
  <>
    <path d="M3 9l9-4 9 4-9 4z" />
    <path d="M7 11v4.5c1.5 1.5 3 2 5 2s3.5-.5 5-2V11" />
    <path d="M21 9v5" />
  </>,
)
export const UndoIcon = icon(
  <>
    <path d="M5 9.5h9a5 5 0 0 1 0 10H9" />
    <path d="M9 5.5l-4 4 4 4" />
  </>,
)
export const RedoIcon = icon(
  <>
    <path d="M19 9.5h-9a5 5 0 0 0 0 10h5" />
    <path d="M15 5.5l4 4-4 4" />
  </>,
)
export const CloseIcon = icon(<path d="M6 6l12 12M18 6L6 18" />)
export const PenIcon = icon(
  <>
    <path d="M4.5 19.5l1-4L16 5l3 3L8.5 18.5z" />
  </>,
)
export const ImageIcon = icon(
  <>
    <rect x="4" y="5" width="16" height="14" rx="2" />
    <circle cx="9" cy="10" r="1.5" />
    <path d="M5 18l5-5 3 3 3-3 4 4" />
  </>,
)
export const DownIcon = icon(<path d="M6 9.5l6 6 6-6" />)
export const CheckIcon = icon(<path d="M5 12.5l4.5 4.5L19 7.5" />)
