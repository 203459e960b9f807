import { Button, Text } from '@mantine/core'
import { IconZoomScan } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../../api/use-operation'
import { usePreferences } from '../../app/preferences'

/** Starts reading everything; how far it is, and stopping it, is in the job bar. What it finds is listed when it is done. */
export function DeepCheck({ storeId }: { readonly storeId: string }) {
  const { t } = useTranslation()
  const { lang } = usePreferences()
  const check = useAction('deepCheck')
  return (
    <>
      {check.error && check.error.error.kind !== 'cancelled' && (
        <Text size="sm" c="red" role="alert">
          {check.error.message}
        </Text>
      )}
      <Button variant="default" leftSection={<IconZoomScan size={16} aria-hidden />} loading={check.isPending} onClick={() => check.mutate({ storeId, lang })} title={t('findings.deepCheckReads')}>
        {t('findings.deepCheck')}
      </Button>
    </>
  )
}
