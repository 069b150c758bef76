import { LIMITS, type CourseNote, courseJson, NoCourse, type OwnCourse, readCourse } from '../course/own-course'

/** A course as the bytes of a file. */
export const courseFile = (course: OwnCourse): Blob =>
  new Blob([JSON.stringify(courseJson(course), null, 2)], { type: 'application/json' })

/** A course's file, or why it is none: it is too large, or something else. */
type OpenedCourse =
  | { readonly status: 'read'; readonly course: OwnCourse; readonly notes: readonly CourseNote[] }
  | { readonly status: 'refused'; readonly why: 'large' | 'file' }

/** Reads the file that somebody gives. */
export async function openCourseFile(file: Pick<File, 'size' | 'text'>): Promise<OpenedCourse> {
  if (file.size > LIMITS.file) return { status: 'refused', why: 'large' }
  try {
    return { status: 'read', ...readCourse(JSON.parse(await file.text())) }
  } catch (error) {
    if (error instanceof NoCourse || error instanceof SyntaxError || error instanceof DOMException)
      return { status: 'refused', why: 'file' }
    throw error
  }
}
