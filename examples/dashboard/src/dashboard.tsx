import { useCallback, useMemo, useState } from "preact/hooks";
import { Overview } from "./overview.tsx";
import { endSession, keepSession, openSession } from "./session.ts";
import { SignIn } from "./sign-in.tsx";
import { AskingContext } from "./use-answer.ts";

/** The whole page: who asks, and what they see. */
export function Dashboard() {
  const [token, setToken] = useState(openSession);
  const [notice, setNotice] = useState<string | null>(null);
  const signIn = useCallback((token: string) => {
    keepSession(token);
    setNotice(null);
    setToken(token);
  }, []);
  const signOut = useCallback((notice: string | null) => {
    endSession();
    setNotice(notice);
    setToken(null);
  }, []);
  const asking = useMemo(
    () => ({
      token: token ?? "",
      onSignedOut: () => signOut("The service does not accept this token any more. Sign in again."),
    }),
    [token, signOut],
  );
  if (token === null) return <SignIn notice={notice} onSignIn={signIn} />;
  return (
    <AskingContext.Provider value={asking}>
      <Overview onSignOut={() => signOut(null)} />
    </AskingContext.Provider>
  );
}
