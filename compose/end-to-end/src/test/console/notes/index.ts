import { lazy, type Page } from '@console/app/pages';

export const page: Page = {
  path: '/console/notes',
  title: 'Notes',
  icon: 'M4 5h12M4 10h12M4 15h7',
  order: 90,
  key: 'n',
  component: lazy(() => import('./Notes')),
};
