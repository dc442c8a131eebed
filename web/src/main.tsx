import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { startLanguages } from './app/i18n';
import { applyTheme, currentTheme } from './app/theme';
import { trustOnlyOwnScripts } from './app/trustedTypes';
import './styles/base.css';

trustOnlyOwnScripts();
applyTheme(currentTheme());
await startLanguages();
createRoot(document.getElementById('root')!).render(<StrictMode><App /></StrictMode>);
