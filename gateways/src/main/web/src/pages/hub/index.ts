import { lazy, type Page } from '../../app/pages';

export const page: Page = {
  path: '/console/hub',
  title: 'Hub',
  icon: 'M10 8.2a1.8 1.8 0 1 1 0 3.6a1.8 1.8 0 1 1 0-3.6zM6.1 13.9a5.5 5.5 0 0 1 0-7.8M13.9 6.1a5.5 5.5 0 0 1 0 7.8M3.6 16.4a9 9 0 0 1 0-12.8M16.4 3.6a9 9 0 0 1 0 12.8',
  order: 30,
  key: 'h',
  formerly: ['/console/video'],
  component: lazy(() => import('./Hub')),
};
