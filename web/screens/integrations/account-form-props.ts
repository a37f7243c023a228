/** What every way to connect an account gets. */
import type { IntegrationInfo } from '../../../shared/integrations.ts'

export interface AccountFormProps {
  integration: IntegrationInfo
  onDone: () => void
  /** there is something to go back to */
  onCancel?: () => void
}
