// A logger that does nothing but start and stop, with the replies of the platform.
const TAKES_MS = 400;

export class Logger {
  constructor(drive, isThere) {
    this.drive = drive;
    this.isThere = isThere;
    this.isRunning = false;
  }

  /** Answers one of the logger's routes; undefined when there is no such route. */
  act(path) {
    const acts = { start_script: 'start', stop_script: 'stop', toggle_offline: 'toggle', clear_data: 'clear' };
    return Object.hasOwn(acts, path) ? new Promise((done) => setTimeout(() => done(this[acts[path]]()), TAKES_MS)) : undefined;
  }

  start() {
    if (!this.isThere) return error('Logger not found');
    if (this.isRunning) return error('Script already running');
    this.isRunning = true;
    this.drive.log('=== Logger Started ===', 'success');
    return success('Script started');
  }

  stop() {
    if (!this.isRunning) return error('Script not running');
    this.isRunning = false;
    this.drive.log('=== Logger Stopped ===', 'warning');
    return success('Script stopped');
  }

  toggle() {
    if (!this.isRunning) return error('Script not running');
    this.drive.log('Offline mode toggled');
    return success('Toggled offline mode');
  }

  clear() {
    this.drive.clear();
    this.drive.log('=== Data Cleared ===');
    return { ...success('Data cleared'), records_cleared: 0 };
  }
}

const success = (message) => ({ status: 'success', message });
const error = (message) => ({ status: 'error', message });
