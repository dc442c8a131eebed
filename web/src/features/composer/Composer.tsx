import { CaseSensitive, Paperclip, SendHorizontal } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, type ChangeEvent, type ClipboardEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { setPreference, usePreferences } from '@/app/preferences';
import type { Conversation } from '@/matrix/conversations/types';
import { readyToWrite } from '@/matrix/timeline/content';
import { IconButton } from '@/ui/IconButton';
import styles from './Composer.module.css';
import { ComposerContextBar } from './ComposerContextBar';
import { composeStore } from './composeStore';
import { EmojiButton } from './EmojiButton';
import type { Format } from './format';
import { useEditLast } from './useEditLast';
import { useMentions } from './useMentions';
import { useSend } from './useSend';
import { useTypingNotice } from './useTypingNotice';

const MentionList = lazy(() => import('./MentionList'));
const Tray = lazy(() => import('./Tray'));
const FormatBar = lazy(() => import('./FormatBar'));
const formatKeys: Record<string, Format> = { b: 'bold', i: 'italic' };

export function Composer({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const { id, name } = conversation;
  const { text, setText, attach, attachments, replyTo, editing, leave } = composeStore(id)();
  const { enterSends, formatting } = usePreferences();
  const field = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const send = useSend(id);
  const mentions = useMentions(id, field);
  const editLast = useEditLast(id);
  const noticeTyping = useTypingNotice(id);

  useEffect(() => {
    if ((replyTo || editing) && field.current) field.current.focus();
  }, [replyTo, editing]);
  useEffect(() => { void readyToWrite(); }, []);
  useEffect(() => {
    if (matchMedia('(pointer: fine)').matches) field.current?.focus({ preventScroll: true });
  }, []);

  const format = (wanted: Format) => void import('./format').then(({ applyFormat }) => { if (field.current) applyFormat(field.current, wanted); });
  const submit = () => {
    void send();
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing || mentions.onKeyDown(event)) return;
    if (event.key === 'Enter' && (enterSends ? !event.shiftKey : event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      submit();
    } else if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && formatKeys[event.key]) {
      event.preventDefault();
      format(formatKeys[event.key]!);
    } else if (event.key === 'Escape' && (replyTo || editing)) leave();
    else if (event.key === 'ArrowUp' && text === '' && editLast()) event.preventDefault();
  };
  const onChange = (event: ChangeEvent<HTMLTextAreaElement>) => {
    setText(event.target.value);
    noticeTyping(event.target.value !== '');
    mentions.look();
  };
  const onPaste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files];
    if (files.length === 0) return;
    event.preventDefault();
    attach(files);
  };
  const insert = (emoji: string) => {
    const at = field.current?.selectionStart ?? text.length;
    setText(text.slice(0, at) + emoji + text.slice(field.current?.selectionEnd ?? at));
  };
  const label = t(conversation.encrypted ? 'composer.placeholderEncrypted' : 'composer.placeholder', { name });

  return (
    <div className={styles.outer}>
      <form className={styles.composer} onSubmit={(event) => { event.preventDefault(); submit(); }} aria-label={t('composer.label')}>
        <ComposerContextBar conversationId={id} />
        <Suspense>
          {attachments.length > 0 && <Tray conversationId={id} />}
          {formatting && <FormatBar onFormat={format} />}
          {mentions.open && <MentionList {...mentions} />}
        </Suspense>
        <div className={styles.line}>
          <IconButton label={t('composer.attach')} onPress={() => picker.current?.click()}><Paperclip size={19} /></IconButton>
          <input ref={picker} type="file" multiple hidden tabIndex={-1} aria-label={t('composer.attach')} onChange={(event) => { attach([...(event.target.files ?? [])]); event.target.value = ''; }} />
          <div className={styles.grow} data-text={`${text}\n`}>
            <textarea
              ref={field} className={styles.field} rows={1} value={text} aria-label={label} placeholder={label} spellCheck
              onChange={onChange} onKeyDown={onKeyDown} onPaste={onPaste} onClick={mentions.look} onBlur={() => noticeTyping(false)} {...mentions.fieldProps}
            />
          </div>
          <IconButton className={styles.wide ?? ''} label={t('composer.formatting')} pressed={formatting} onPress={() => setPreference({ formatting: !formatting })}><CaseSensitive size={21} /></IconButton>
          <EmojiButton onPick={insert} />
          <IconButton tone="accent" type="submit" label={t(editing ? 'composer.saveEdit' : 'composer.send')} isDisabled={!text.trim() && attachments.length === 0}><SendHorizontal size={18} /></IconButton>
        </div>
      </form>
    </div>
  );
}
