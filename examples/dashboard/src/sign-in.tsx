import { useState } from "preact/hooks";
import { ask, Fault } from "./ask.ts";
import { graphql } from "./graphql/index.ts";
import { ThemeChoice } from "./parts/theme-choice.tsx";

const WHO_ASKS = graphql(`
  query WhoAsks {
    me {
      role
    }
  }
`);

interface SignInProps {
  readonly notice: string | null;
  onSignIn(token: string): void;
}

/** Takes a token, and lets in whoever the service knows by it. */
export function SignIn({ notice, onSignIn }: SignInProps) {
  const [token, setToken] = useState("");
  const [problem, setProblem] = useState(notice);
  const [isAsking, setAsking] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    const given = token.trim().replace(/^Bearer\s+/i, "");
    if (!given) return setProblem("Paste a token first.");
    setAsking(true);
    const found = await problemWith(given);
    setAsking(false);
    if (found) setProblem(found);
    else onSignIn(given);
  };
  return (
    <main class="sign-in">
      <h1>Skillbridge dashboard</h1>
      <p>Skills, needs and what comes of them, across a library consortium.</p>
      <form onSubmit={submit} noValidate>
        <label for="token">Token</label>
        <input
          id="token"
          type="password"
          autocomplete="off"
          spellcheck={false}
          value={token}
          aria-describedby="token-help problem"
          aria-invalid={problem !== null}
          onInput={(event) => setToken(event.currentTarget.value)}
        />
        <p id="token-help" class="help">
          Of your identity provider. In development, <code>npm run token -- --role analyst</code> prints one.
          It is kept in this tab alone, until you close it.
        </p>
        <p id="problem" class="problem" role="alert">
          {problem}
        </p>
        <button type="submit" class="primary" disabled={isAsking}>
          {isAsking ? "Signing in…" : "Sign in"}
        </button>
      </form>
      <ThemeChoice />
    </main>
  );
}

async function problemWith(token: string): Promise<string | null> {
  try {
    const { me } = await ask(WHO_ASKS, {}, token);
    return me.role === "ANONYMOUS" ? "The service does not know this token." : null;
  } catch (reason) {
    if (!(reason instanceof Fault)) throw reason;
    return reason.message;
  }
}
