import { useId, useRef } from 'preact/hooks';
import { tokenWanted, useToken } from '../live/token';

/** Asks for an access token once a server has said that it wants one. */
export function SignIn() {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  if (!tokenWanted.value) return null;
  const submit = (event: Event): void => {
    event.preventDefault();
    useToken(input.current?.value.trim() ?? '');
    location.reload();
  };
  return (
    <form class="notice warn sign-in" onSubmit={submit} aria-label="Sign in">
      <label for={id}>This server wants an access token</label>
      <input id={id} ref={input} type="password" required autocomplete="current-password" spellcheck={false} />
      <button type="submit" class="button">
        Sign in
      </button>
    </form>
  );
}
