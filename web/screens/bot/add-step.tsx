/** Adds a step of any kind at this place. */
import { useLingui } from '@lingui/react/macro'
import { Button, Menu } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { BLOCK_FORMS, BLOCK_ICONS, type BlockName } from './block-forms.ts'
import { useEngineWords } from './engine-words.ts'
import classes from './flow.module.css'

interface AddStepProps {
  place: 'first' | 'between' | 'last'
  onAdd: (block: BlockName) => void
}

export function AddStep({ place, onAdd }: AddStepProps) {
  const { t } = useLingui()
  const words = useEngineWords()
  const label = { first: t`Add a step at the beginning`, between: t`Add a step here`, last: t`Add a step` }[place]
  return (
    <div className={classes.add} data-place={place}>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button
            size="xs"
            variant={place === 'last' ? 'default' : 'subtle'}
            color="gray"
            aria-label={label}
            leftSection={<IconPlus size={14} />}
          >
            {label}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {BLOCK_FORMS.map(({ name, label: block, description }) => {
            const Icon = BLOCK_ICONS[name]
            return (
              <Menu.Item key={name} leftSection={<Icon size={18} stroke={1.6} />} onClick={() => onAdd(name)}>
                {words(block)}
                <span className={classes.hint}>{words(description)}</span>
              </Menu.Item>
            )
          })}
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
