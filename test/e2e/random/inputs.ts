import { readdirSync, readFileSync } from 'node:fs'

/** A file in the form in which it is passed to the page. */
export interface StoredFile {
  readonly name: string
  readonly bytes: readonly number[]
}

/** Texts that are typed and pasted where they do not belong. */
export const texts: readonly string[] = [
  '',
  ' ',
  '3',
  '-0',
  '0.5',
  '0,5',
  '1e309',
  '-1e309',
  '1e-320',
  '0x10',
  '1_000',
  '١٢٣',
  '１２３',
  '½',
  '∞',
  'NaN',
  'Infinity',
  'undefined',
  'null',
  'true',
  '[object Object]',
  '9'.repeat(400),
  'a'.repeat(5000),
  'Wort '.repeat(300),
  '👩‍👩‍👧‍👦'.repeat(80),
  'שלום עולם',
  '‮abc‬',
  'e\u0301\u0323'.repeat(100),
  '\u0000\u0007\u001b[31m',
  '\ufeff',
  '\ud83d',
  '\udc00x',
  '<img src=x onerror="throw 1">',
  '<script>throw 2</script>',
  '=HYPERLINK("x")',
  '+1+cmd|calc',
  '@SUM(1)',
  "'; DROP TABLE points;--",
  '${7*7}',
  '%00%ff',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  '0,0\n1,1\n2,0\n',
  '1 2\n3',
  'x,y\nNaN,1\n2,Infinity\n',
  '0\t0\n1e308\t-1e308\n',
  '1,2\n1,2\n1,2',
  '[[1,2],[3,4]]',
  '[[[[',
  '{"x":[1],"y":[1e400]}',
  '{"__proto__":1}',
  'NaN NaN\n'.repeat(50),
  'http://',
  'https://exa mple/',
  'javascript:throw 3',
  'file:///etc/passwd',
  'http://localhost:1/network',
  'http://user:pw@localhost/',
  'owner/name',
  '//',
  'data:text/html,x',
]

/** Fragments that may stand in an address bar. */
export const fragments: readonly string[] = [
  '',
  '#',
  '#t=500',
  '#t=NaN',
  '#t=1e9&seed=-1',
  '#go=reverse',
  '#go=reverse&steps=5&frame=3',
  '#go=reverse&steps=1',
  '#go=reverse&sampler=heun&process=ve',
  '#go=reverse&sampler=rk45&steps=2',
  '#go=reverse&sampler=annealed-langevin&process=ve&steps=3',
  '#go=reverse&from=inverted&steps=4',
  '#go=reverse&samples=16&steps=2',
  '#picture=own.AAAA',
  '#picture=own.%F0%9F',
  '#digit=none&go=reverse',
  '#model=emoji-v',
  '#model=fashion-v&go=reverse&steps=2',
  '#model=__proto__',
  '#room=plane',
  '#room=plane&go=reverse&steps=5',
  '#room=plane&data=word.%F0%9F%91%BD',
  '#room=plane&data=own.AAAA',
  '#room=plane&data=spiral&t=0.5',
  '#room=plane&go=reverse&process=ve&sampler=langevin&steps=9',
  '#room=plane&particles=1e9',
  '#room=walk',
  '#room=nowhere',
  '#%',
  '#%E0%A4%A',
  '#a=b&c',
  `#x=${'y'.repeat(9000)}`,
  '#t=250&amp;seed=8.',
  '#<img src=x>',
  '#constructor=1&toString=2',
]

const corpus = new URL('../../corpus/cases/', import.meta.url)
const pictures = new URL('../../walk/picture/pictures/', import.meta.url)
const latin = (words: string): readonly number[] => Array.from(words, (letter) => letter.charCodeAt(0) & 255)
const read = (folder: URL, name: string): StoredFile => ({ name, bytes: [...readFileSync(new URL(name, folder))] })

/** Files as people have them, and some that are broken or of another kind than they claim. */
export const files: readonly StoredFile[] = [
  ...readdirSync(corpus).flatMap((each) =>
    readdirSync(new URL(`${each}/`, corpus))
      .filter((name) => name !== 'case.json')
      .map((name) => read(new URL(`${each}/`, corpus), name)),
  ),
  ...readdirSync(pictures).map((name) => read(pictures, name)),
  { name: 'cut.png', bytes: latin('\x89PNG\r\n\x1a\n\0\0\0\rIHDR') },
  { name: 'empty', bytes: [] },
  { name: `${'n'.repeat(200)}.csv`, bytes: latin('x;y\n1,5;2\n3;4,5\n') },
  { name: '‮gnp.exe', bytes: latin('MZ\0\0') },
  {
    name: '<b>.svg',
    bytes: latin(
      '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><script>throw 4</script><rect width="5" height="9"/></svg>',
    ),
  },
  {
    name: 'huge.svg',
    bytes: latin('<svg xmlns="http://www.w3.org/2000/svg" width="1e9" height="1"><rect width="5" height="9"/></svg>'),
  },
  { name: 'config.json', bytes: latin('{"_class_name": "UNet2DModel", "sample_size": 1e99}') },
  { name: 'model.safetensors', bytes: [255, 255, 255, 255, 0, 0, 0, 0, ...latin('{"a":1}')] },
  { name: 'long.csv', bytes: latin(Array.from({ length: 30_000 }, (_, i) => `${i % 97},${(i * i) % 89}\n`).join('')) },
]
