/** The conversation as it is read: days, runs of bubbles, quick replies, and what is still on its way. */
/** @jsxImportSource preact */
import { Answers } from './answers.tsx'
import { Face } from './face.tsx'
import { Icon } from './icons.tsx'
import type { Bubble, Row } from './rows.ts'
import { SaidView } from './said.tsx'
import type { Sending } from './sending.ts'
import type { About, Incoming, Typing } from './wire.ts'
import { clockTime, dayName, type Speech } from './words.ts'

type Run = Extract<Row, { kind: 'run' }>

interface RowsProps {
  rows: readonly Row[]
  about: About
  speech: Speech
  sending: Sending
  onAnswer: (answer: Incoming) => void
  onRetry: (id: string) => void
}

export function Rows({ rows, ...rest }: RowsProps) {
  const lastOwn = rows.findLast((row) => row.kind === 'run' && row.author === 'contact')
  return rows.map((row) => {
    if (row.kind === 'day') return <Day key={row.key} at={row.at} speech={rest.speech} />
    if (row.kind === 'run') return <RunView key={row.key} run={row} isLastOwn={row === lastOwn} {...rest} />
    return (
      <p key={row.key} class="notice" dir="auto">
        {rest.speech.words.joined(row.name)}
      </p>
    )
  })
}

export function TypingView({ typing, about, speech }: { typing: Typing; about: About; speech: Speech }) {
  const name = typing.name ?? about.name
  return (
    <div class="run theirs typing">
      <SpeakerFace member={typing.name} about={about} />
      <div class="bubbles">
        <div class="bubble">
          <span class="unseen">{speech.words.typing(name)}</span>
          <span class="dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
        </div>
      </div>
    </div>
  )
}

/** The face of who speaks: a member's initials, or the bot's as the theme has it. */
function SpeakerFace({ member, about }: { member: string | null; about: About }) {
  if (member) return <Face name={member} picture={null} isSmall />
  const { kind } = about.theme.avatar
  return kind === 'none' ? null : <Face name={about.name} picture={kind === 'logo' ? about.logoUrl : null} isSmall />
}

function Day({ at, speech }: { at: string; speech: Speech }) {
  return (
    <p class="day">
      <time dateTime={at}>{dayName(at, new Date(), speech.language)}</time>
    </p>
  )
}

function RunView({
  run,
  about,
  speech,
  isLastOwn,
  sending,
  onAnswer,
  onRetry,
}: Omit<RowsProps, 'rows'> & { run: Run; isLastOwn: boolean }) {
  const isOwn = run.author === 'contact'
  const name = isOwn ? speech.words.you : (run.name ?? about.name)
  const last = run.bubbles.at(-1)
  return (
    <div class={isOwn ? 'run own' : run.name ? 'run theirs named' : 'run theirs'}>
      {!isOwn && <SpeakerFace member={run.name} about={about} />}
      <div class="bubbles">
        {run.name && (
          <p class="speaker" dir="auto" aria-hidden="true">
            {run.name}
          </p>
        )}
        {run.bubbles.map((bubble) => (
          <BubbleView key={bubble.id} {...{ name, bubble, speech, sending, onAnswer, onRetry }} />
        ))}
        {last && last.state !== 'failed' && (
          <p class="foot">
            <time dateTime={last.at}>{clockTime(last.at, speech.language)}</time>
            {isOwn &&
              (isLastOwn || last.state) &&
              ` · ${last.state === 'sending' ? speech.words.sending : speech.words.sent}`}
          </p>
        )}
      </div>
    </div>
  )
}

type BubbleProps = Pick<RowsProps, 'speech' | 'sending' | 'onAnswer' | 'onRetry'> & { name: string; bubble: Bubble }

function BubbleView({ name, bubble, speech, sending, onAnswer, onRetry }: BubbleProps) {
  const { words } = speech
  const { said, isAnswered, state } = bubble
  return (
    <>
      <SaidView name={name} bubble={bubble} speech={speech} onAnswer={onAnswer} />
      {state === 'failed' && (
        <p class="failed" role="alert">
          <Icon name="alert" size={16} />
          {words.failed}
          <button type="button" onClick={() => onRetry(bubble.id)}>
            {words.retry}
          </button>
        </p>
      )}
      {!isAnswered && said.kind !== 'choice' && said.kind !== 'choices' && (
        <Answers content={said} words={words} sending={sending} onAnswer={onAnswer} />
      )}
    </>
  )
}
