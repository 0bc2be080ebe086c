import { kindOf, type Kind } from './aligned';
import type { Value } from './value';

export const ORIGINS: Readonly<Record<Kind, { readonly name: string; readonly about: string }>> = {
  sent: { name: 'sent', about: 'The vehicle sent this value.' },
  bounded: { name: 'predicted', about: 'The vehicle left this value out because the prediction is within the bound of the true one.' },
  open: { name: 'predicted', about: 'The vehicle left this value out; its protocol does not bound how far the prediction is off.' },
  degraded: { name: 'degraded', about: 'Predicted although packets are missing: nothing vouches for it until the next keyframe.' },
};

/** Says where a value comes from. */
export function Origin({ value }: { readonly value: Value | undefined }) {
  const kind = value && kindOf(value);
  if (!kind) return null;
  return (
    <span class={`badge origin ${kind}`} title={ORIGINS[kind].about}>
      {ORIGINS[kind].name}
      {kind === 'open' && <span class="heard">, no bound known</span>}
    </span>
  );
}
