import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queries, router } from './app/router.js';
import { applyTheme } from './app/theme.js';
import { LanguageProvider } from './messages/language.js';
import './ui/base.css';

applyTheme();

createRoot(document.querySelector('#console')!).render(
  <StrictMode>
    <CSPProvider disableStyleElements>
      <LanguageProvider>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </LanguageProvider>
    </CSPProvider>
  </StrictMode>,
);
