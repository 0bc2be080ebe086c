import './design/tokens.css';
import './design/base.css';
import './design/shell.css';
import './design/parts.css';
import './app/theme';
import { render } from 'preact';
import { navigate, routeLinks } from './app/router';
import { Shell } from './app/Shell';
import { listenForShortcuts } from './app/shortcuts';

if (['/', '/console', '/console/', '/index.html'].includes(location.pathname)) {
  history.replaceState(null, '', '/console/overview');
  navigate('/console/overview');
}
routeLinks();
listenForShortcuts();

const root = document.getElementById('console');
if (root) render(<Shell />, root);
