/** How a page stands with its server: the state of one socket or of one polled route. */
export type Link =
  | { readonly state: 'connecting' }
  | { readonly state: 'live' }
  | { readonly state: 'reconnecting'; readonly at: number }
  | { readonly state: 'refused'; readonly reason: string }
  | { readonly state: 'closed' };

/** What the badge shows at `now`; the seconds count down. */
export function label(link: Link, now: number): string {
  switch (link.state) {
    case 'connecting':
      return 'Connecting';
    case 'live':
      return 'Live';
    case 'reconnecting':
      return `Reconnecting in ${Math.max(0, Math.ceil((link.at - now) / 1000))} s`;
    case 'refused':
      return `Refused: ${link.reason}`;
    case 'closed':
      return 'Not connected';
  }
}

/** What a screen reader is told: as the label, without the countdown, so that it speaks once per change. */
export function spoken(link: Link): string {
  return link.state === 'reconnecting' ? 'Connection lost, reconnecting' : label(link, 0);
}
