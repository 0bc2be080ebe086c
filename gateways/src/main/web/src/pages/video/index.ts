import { lazy, type Page } from '../../app/pages';

export const page: Page = {
  path: '/console/video',
  title: 'Video',
  icon: 'M2.5 5.5h10v9h-10zM12.5 9l5-3v8l-5-3',
  order: 30,
  key: 'v',
  component: lazy(() => import('./Video')),
};
