/** The kit page's part about what a gallery is made of: cards, rows, a sheet with its facts, and notes. */
import { Button, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconPackage } from '@tabler/icons-react'
import { useState } from 'react'
import { Card, CardLink, Cards } from './card.tsx'
import { ConnectionActs } from './connection-acts.tsx'
import { Fact, Facts } from './facts.tsx'
import { DangerFoot, FormFoot } from './form-foot.tsx'
import { BrokenNote, LockedNote, RefusedNote } from './notes.tsx'
import { Row, Rows, Strip } from './rows.tsx'
import { Part, Sheet, SheetHead } from './sheet.tsx'
import { StatusDot } from './status-dot.tsx'
import { Tile } from './tile.tsx'

const SIGN = (
  <Tile look="tinted">
    <IconPackage size={20} stroke={1.6} />
  </Tile>
)

export function Gallery() {
  return (
    <Cards>
      <Card
        order={3}
        sign={SIGN}
        title={<CardLink to="/">A card that leads on</CardLink>}
        under="with a quiet line"
        text="What it is, in a sentence or two."
        foot={
          <>
            <StatusDot tone="good" label="Connected as somebody-with-a-long-name@acme.test" isLong />
            <span>1 of 1</span>
          </>
        }
      />
      <Card
        order={3}
        sign={SIGN}
        title="A card that does not"
        text="There is nothing to do with it at the moment."
        foot={<StatusDot tone="off" label="Not connected" />}
      />
    </Cards>
  )
}

export function Lines() {
  return (
    <Stack>
      <Rows>
        <Row aside={<StatusDot tone="good" label="Connected" />}>An account</Row>
        <Row aside={<StatusDot tone="waiting" label="To be added" />}>A secret</Row>
        <Row icon={<IconAlertTriangle size={16} color="var(--sb-warning-text)" aria-hidden="true" />}>
          Something to know, in a sentence that may be so long that it needs a second line where there is little room.
        </Row>
      </Rows>
      <Strip
        action={
          <Button variant="default" size="xs">
            New keys
          </Button>
        }
      >
        A line of its own
      </Strip>
      <Strip isSunken>https://switchboard.example/a-link-to-be-taken</Strip>
    </Stack>
  )
}

export function Known() {
  const [isOpen, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        Open a sheet
      </Button>
      <Sheet isOpen={isOpen} onClose={close} title="A thing from near" foot={<Button onClick={close}>Use it</Button>}>
        <SheetHead sign={SIGN} text="What it is." state={<StatusDot tone="good" label="Connected" />} />
        <Part title="Account">
          <Stack gap="md">
            <Facts>
              <Fact name="Connected as">Olga Ivanova</Fact>
              <Fact name="Since">24 November</Fact>
            </Facts>
            <ConnectionActs
              check={{ verb: 'Test', isBusy: false, error: null, onCheck: close }}
              reconnect={{ verb: 'Reconnect', onReconnect: close }}
              leave={{
                title: 'Disconnect it?',
                question: (stay) => (
                  <Stack>
                    <Text c="dimmed">It falls silent at once.</Text>
                    <DangerFoot isBusy={false} onCancel={stay} onAct={stay}>
                      Disconnect
                    </DangerFoot>
                  </Stack>
                ),
              }}
            />
          </Stack>
        </Part>
        <FormFoot isBusy={false} onCancel={close}>
          Save
        </FormFoot>
      </Sheet>
    </>
  )
}

export function Notes() {
  return (
    <Stack>
      <LockedNote>You can see this; owners change it.</LockedNote>
      <BrokenNote title="It does not work any more">The key was withdrawn.</BrokenNote>
      <RefusedNote title="It was not connected">The service does not know this key.</RefusedNote>
    </Stack>
  )
}
