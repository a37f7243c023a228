/** All of the chat's style, in the order in which it applies. */
import asks from './styles/asks.css?inline'
import choices from './styles/choices.css?inline'
import composer from './styles/composer.css?inline'
import content from './styles/content.css?inline'
import conversation from './styles/conversation.css?inline'
import dialogs from './styles/dialogs.css?inline'
import frame from './styles/frame.css?inline'
import ground from './styles/ground.css?inline'

export const STYLES = ground + frame + conversation + content + choices + asks + dialogs + composer
