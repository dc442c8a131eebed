import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router';
import { ConversationPage } from '@/features/conversation/ConversationPage';
import { HomePage } from '@/features/shell/HomePage';
import { Shell } from '@/features/shell/Shell';

const panels = ['members', 'files'] as const;
export type Panel = (typeof panels)[number];

const panelOf = (value: unknown): Panel | undefined => panels.find((one) => one === value);

interface ConversationSearch { panel?: Panel; at?: string }

const rootRoute = createRootRoute({ component: Shell, notFoundComponent: HomePage });

const homeRoute = createRoute({ getParentRoute: () => rootRoute, path: '/', component: HomePage });

/** A conversation; `at` names a message in it, `panel` what is open beside it. */
const conversationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/c/$conversationId',
  validateSearch: (search): ConversationSearch => ({
    ...(panelOf(search.panel) ? { panel: panelOf(search.panel)! } : {}),
    ...(typeof search.at === 'string' ? { at: search.at } : {}),
  }),
  component: ConversationPage,
});

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings/$page',
}).lazy(() => import('@/features/settings/settingsRoute').then((module) => module.settingsLazyRoute));

const settingsIndexRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  beforeLoad: () => { throw redirect({ to: '/settings/$page', params: { page: 'profile' } }); },
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([homeRoute, conversationRoute, settingsIndexRoute, settingsRoute]),
  defaultPreload: false,
});

declare module '@tanstack/react-router' {
  interface Register { router: typeof router }
}
