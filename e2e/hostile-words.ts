/** Forty ways in which words have been made to run as code, and a flow that says each of them in every part it has. */

/** Each would set `window.__xss`. */
export const PAYLOADS = [
  '<script>window.__xss=1</script>',
  '"><script>window.__xss=1</script>',
  "'><script>window.__xss=1</script>",
  '</script><script>window.__xss=1</script>',
  '</title><script>window.__xss=1</script>',
  '</textarea><script>window.__xss=1</script>',
  '<scr<script>ipt>window.__xss=1</scr</script>ipt>',
  '<script src=data:,window.__xss=1></script>',
  '<img src=x onerror=window.__xss=1>',
  '"><img src=x onerror=window.__xss=1>',
  '<img src=x onerror="window.__xss=1"//',
  '<img/src/onerror=window.__xss=1>',
  '<IMG SRC=x OnErRoR=window.__xss=1>',
  '<image src=x onerror=window.__xss=1>',
  '<svg onload=window.__xss=1>',
  '<svg/onload=window.__xss=1//',
  '<svg><script>window.__xss=1</script></svg>',
  '<svg><animate onbegin=window.__xss=1 attributeName=x>',
  '<math><mi xlink:href="javascript:window.__xss=1">x',
  '<body onload=window.__xss=1>',
  '<iframe src="javascript:parent.__xss=1">',
  '<iframe srcdoc="<script>parent.__xss=1</script>">',
  '<object data="javascript:window.__xss=1">',
  '<embed src="javascript:window.__xss=1">',
  '<details open ontoggle=window.__xss=1>',
  '<input autofocus onfocus=window.__xss=1>',
  '<video><source onerror=window.__xss=1>',
  '<audio src=x onerror=window.__xss=1>',
  '<marquee onstart=window.__xss=1>x',
  '<style onload=window.__xss=1></style>',
  '<link rel=stylesheet href=x onerror=window.__xss=1>',
  '<base href="javascript:window.__xss=1//">',
  '<a href="javascript:window.__xss=1">go</a>',
  '[go](javascript:window.__xss=1)',
  '![go](x" onerror="window.__xss=1)',
  'javascript:window.__xss=1//https://a.test',
  'java\u2028script:window.__xss=1',
  '{{constructor.constructor("window.__xss=1")()}}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what other systems would fill in
  '${window.__xss=1}<%= window.__xss=1 %>#{window.__xss=1}',
  '&lt;script&gt;window.__xss=1&lt;/script&gt;&#60;img src=x onerror=window.__xss=1&#62;',
] as const

export const LAST_QUESTION = 'What are you called?'

/** Says all of them: as names of steps, texts, labels, cards, buttons, names of files and places, fields, tags and notes. */
export function hostileFlow(first: string = PAYLOADS[0]): unknown {
  const says = PAYLOADS.map((text, index) => [
    `say-${index}`,
    {
      block: 'say',
      title: short(text, 60),
      text: index === 0 ? first : text,
      next: index + 1 < PAYLOADS.length ? `say-${index + 1}` : 'evil',
    },
  ])
  const label = (index: number) => short(PAYLOADS[index] ?? '', 20)
  const cards = PAYLOADS.slice(8, 16).map((text) => ({ title: short(text, 80), text, buttons: [] }))
  const links = [
    { kind: 'link', label: label(33), url: '{{evil}}' },
    { kind: 'link', label: label(35), url: 'https://shop.example/{{evil}}' },
  ]
  return {
    start: 'say-0',
    steps: {
      ...Object.fromEntries(says),
      evil: { block: 'set', field: 'evil', value: 'javascript:window.__xss=1', next: 'cards' },
      cards: { block: 'carousel', cards, next: 'links' },
      links: { block: 'buttons', text: PAYLOADS[32], buttons: links, next: 'file' },
      file: { block: 'file', url: 'https://shop.example/a.pdf', name: PAYLOADS[9], next: 'place' },
      place: {
        block: 'location',
        latitude: 52.5,
        longitude: 13.4,
        name: PAYLOADS[14],
        address: PAYLOADS[8],
        next: 'tag',
      },
      tag: { block: 'tag', change: 'add', tag: short(PAYLOADS[12], 40), next: 'name' },
      name: { block: 'ask', kind: 'text', text: LAST_QUESTION, field: 'name', maxTries: 3, next: 'choice' },
      choice: {
        block: 'ask',
        kind: 'choice',
        text: PAYLOADS[10],
        choices: PAYLOADS.slice(0, 10).map((_, index) => ({ id: `answer-${index}`, label: label(index) })),
        maxTries: 3,
        next: 'person',
      },
      person: { block: 'hand-over', text: PAYLOADS[20], note: PAYLOADS[8] },
    },
    notes: [{ id: 'note', text: PAYLOADS.join('\n').slice(0, 1000), at: { x: 0, y: -300 }, width: 320, height: 200 }],
  }
}

function short(text: string, length: number): string {
  return text.slice(0, length)
}
