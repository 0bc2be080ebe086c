import { lazy, type Page } from '../../app/pages';

export const page: Page = {
  path: '/console/overview',
  title: 'Overview',
  icon: 'M3 4.5h5v5H3zM12 10.5h5v5h-5zM8 7h2.5a2 2 0 0 1 2 2v1.5M5.5 9.5v3a2 2 0 0 0 2 2H12',
  order: 10,
  key: 'o',
  component: lazy(() => import('./Overview')),
};
