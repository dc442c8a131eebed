import { useTranslation } from 'react-i18next';
import { useDownloads } from '@/matrix/hooks';
import type { MediaSource } from '@/matrix/timeline/types';
import { toast } from '@/ui/Toasts';

/** A PDF opens in the browser's own viewer, in a tab of its own. Null for other files. */
export function useOpenPdf({ source }: { source: MediaSource | null }) {
  const { t } = useTranslation();
  const downloads = useDownloads();
  if (!source || !downloads || source.mimeType !== 'application/pdf' || navigator.pdfViewerEnabled === false) return null;
  return {
    open: async () => {
      const tab = window.open('', '_blank');
      try {
        const url = await downloads.url(source);
        if (tab) tab.location.href = url;
      } catch {
        tab?.close();
        toast(t('files.downloadFailed'), 'danger');
      }
    },
  };
}
