/** All of the chat's style, in the order in which it applies. */
import choices from './styles/choices.css?inline'
import composer from './styles/composer.css?inline'
import conversation from './styles/conversation.css?inline'
import frame from './styles/frame.css?inline'
import ground from './styles/ground.css?inline'

export const STYLES = ground + frame + conversation + choices + composer
