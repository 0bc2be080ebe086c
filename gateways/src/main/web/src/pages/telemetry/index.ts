import { lazy, type Page } from '../../app/pages';

export const page: Page = {
  path: '/console/telemetry',
  title: 'Telemetry',
  icon: 'M3 15.5a8 8 0 1 1 14 0M10 12.5l3.5-4.5M10 12.5h0M4.5 12h0M10 6.5h0M15.5 12h0',
  order: 20,
  key: 'e',
  component: lazy(() => import('./Telemetry')),
};
