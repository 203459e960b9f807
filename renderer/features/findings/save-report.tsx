import { Button, Menu, Text } from '@mantine/core'
import { IconFileText } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../../api/use-operation'
import { usePreferences } from '../../app/preferences'
import { saveFile } from '../../ui/save-file'

interface SaveReportProps {
  readonly storeId: string
  readonly brokerName: string
}

/** Saves the store as one HTML file, to be printed or attached to a ticket. */
export function SaveReport({ storeId, brokerName }: SaveReportProps) {
  const { t } = useTranslation()
  const { lang, figures } = usePreferences()
  const report = useAction('storeReport')
  const save = (redact: boolean): void =>
    report.mutate({ storeId, lang, timeZone: zoneOf(figures.timeZone), redact }, { onSuccess: ({ html }) => saveFile(`${redact ? 'store' : fileNameOf(brokerName)}-report.html`, 'text/html', html) })
  return (
    <>
      {report.error && report.error.error.kind !== 'cancelled' && (
        <Text size="sm" c="red" role="alert">
          {report.error.message}
        </Text>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<IconFileText size={16} aria-hidden />} loading={report.isPending}>
            {t('findings.report')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => save(false)}>{t('findings.reportWhole')}</Menu.Item>
          <Menu.Item onClick={() => save(true)}>{t('findings.reportRedacted')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  )
}

/** Where this page is looked at; the program may run elsewhere. */
const zoneOf = (chosen: string): string => (chosen === 'machine' ? Intl.DateTimeFormat().resolvedOptions().timeZone : chosen)

const fileNameOf = (brokerName: string): string => brokerName.replaceAll(/[^\w.-]+/g, '-').slice(0, 80)
