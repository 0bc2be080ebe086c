import { lazy, type Page } from '../../app/pages';

export const page: Page = {
  path: '/console/query',
  title: 'Query',
  icon: 'M3 5.5c0-1.4 3.1-2.5 7-2.5s7 1.1 7 2.5s-3.1 2.5-7 2.5s-7-1.1-7-2.5zM3 5.5v9c0 1.4 3.1 2.5 7 2.5s7-1.1 7-2.5v-9M3 10c0 1.4 3.1 2.5 7 2.5s7-1.1 7-2.5',
  order: 60,
  key: 'q',
  component: lazy(() => import('./Query')),
};
