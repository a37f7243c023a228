/** Our links and buttons as links of the router, with its checks of paths and search parameters. */
import { Anchor, type AnchorProps, Button, type ButtonProps } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { ComponentPropsWithRef } from 'react'

type Plain = Omit<ComponentPropsWithRef<'a'>, 'style' | 'color'>

export const LinkAnchor = createLink((props: AnchorProps & Plain) => <Anchor {...props} />)

export const LinkButton = createLink((props: ButtonProps & Plain) => <Button component="a" {...props} />)
