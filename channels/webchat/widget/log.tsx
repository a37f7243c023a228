/** The conversation as it is read: days, runs of bubbles, quick replies, and what is still on its way. */
/** @jsxImportSource preact */
import { Face } from './face.tsx'
import { Icon } from './icons.tsx'
import { linked } from './linked.ts'
import type { Bubble, Row } from './rows.ts'
import type { About, Choice, Typing } from './wire.ts'
import { clockTime, dayName, type Speech } from './words.ts'

type Run = Extract<Row, { kind: 'run' }>

interface RowsProps {
  rows: readonly Row[]
  about: About
  speech: Speech
  onPick: (choice: Choice) => void
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
  onPick,
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
          <BubbleView key={bubble.id} name={name} bubble={bubble} speech={speech} onPick={onPick} onRetry={onRetry} />
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

type BubbleProps = Pick<RowsProps, 'speech' | 'onPick' | 'onRetry'> & { name: string; bubble: Bubble }

function BubbleView({ name, bubble, speech: { words }, onPick, onRetry }: BubbleProps) {
  return (
    <>
      <div class="bubble" data-state={bubble.state}>
        <span class="unseen">{name}: </span>
        <span class="text" dir="auto">
          <Linked text={bubble.text} newTab={words.newTab} />
        </span>
      </div>
      {bubble.state === 'failed' && (
        <p class="failed" role="alert">
          <Icon name="alert" size={16} />
          {words.failed}
          <button type="button" onClick={() => onRetry(bubble.id)}>
            {words.retry}
          </button>
        </p>
      )}
      {bubble.choices.length > 0 && <Choices bubble={bubble} label={words.suggestions} onPick={onPick} />}
    </>
  )
}

function Choices({ bubble, label, onPick }: { bubble: Bubble; label: string; onPick: (choice: Choice) => void }) {
  const isAnswered = bubble.answer !== null
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; these are buttons that belong together.
    <div class="choices" role="group" aria-label={label}>
      {bubble.choices.map((choice) => {
        const isPicked = bubble.answer === choice.id
        return (
          <button
            key={choice.id}
            type="button"
            dir="auto"
            class={isPicked ? 'choice picked' : 'choice'}
            aria-pressed={isAnswered ? isPicked : undefined}
            disabled={isAnswered}
            onClick={() => onPick(choice)}
          >
            {isPicked && <Icon name="check" size={16} />}
            {choice.label}
          </button>
        )
      })}
    </div>
  )
}

/** Text as text: whatever stands in it, only the links that `linked` allows become elements (attacks 86, 87). */
function Linked({ text, newTab }: { text: string; newTab: string }) {
  return linked(text).map(({ at, href, text: label }) =>
    href ? (
      <a key={at} href={href} target="_blank" rel="noopener noreferrer nofollow ugc">
        {label}
        <span class="unseen"> {newTab}</span>
      </a>
    ) : (
      label
    ),
  )
}
