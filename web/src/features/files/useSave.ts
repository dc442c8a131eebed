import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDownloads } from '@/matrix/hooks';
import type { MediaSource } from '@/matrix/timeline/types';
import { toast } from '@/ui/Toasts';

interface Saved { source: MediaSource | null; name: string }

const give = (url: string, name: string) => {
  const link = document.createElement('a');
  link.href = url;
  link.download = name || 'document';
  link.rel = 'noopener';
  document.body.append(link);
  link.click();
  link.remove();
};

/** Fetches, decrypts and hands the file to the browser's downloads, telling the bytes that have come. */
export function useSave({ source, name }: Saved) {
  const { t } = useTranslation();
  const downloads = useDownloads();
  const [received, setReceived] = useState<number | null>(null);
  const save = async () => {
    if (!source || !downloads || received !== null) return;
    setReceived(0);
    try {
      const blob = await downloads.blob(source, setReceived);
      const url = URL.createObjectURL(new Blob([blob], { type: 'application/octet-stream' }));
      give(url, name);
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
    } catch {
      toast(t('files.downloadFailed'), 'danger');
    } finally {
      setReceived(null);
    }
  };
  return { received, save };
}
