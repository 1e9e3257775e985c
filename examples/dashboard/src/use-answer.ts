import { createContext } from "preact";
import { useCallback, useContext, useEffect, useState } from "preact/hooks";
import { ask, Fault } from "./ask.ts";
import type { TypedDocumentString } from "./graphql/graphql.ts";

/** Who asks, and what happens when the service does not know them any more. */
export interface Asking {
  readonly token: string;
  onSignedOut(): void;
}

export const AskingContext = createContext<Asking>({ token: "", onSignedOut: () => {} });

export interface Answer<T> {
  /** The latest data; while other data is on its way, what was there before. */
  readonly data: T | null;
  readonly fault: Fault | null;
  readonly isLoading: boolean;
  retry(): void;
}

/** Asks when shown, and again whenever the variables change; a later question drops an earlier one. */
export function useAnswer<T, V>(document: TypedDocumentString<T, V>, variables: V): Answer<T> {
  const { token, onSignedOut } = useContext(AskingContext);
  const [tries, setTries] = useState(0);
  const [known, setKnown] = useState<Pick<Answer<T>, "data" | "fault" | "isLoading">>({
    data: null,
    fault: null,
    isLoading: true,
  });
  const asked = JSON.stringify(variables);
  // `asked` stands for the variables, and a new try asks again.
  useEffect(() => {
    const abort = new AbortController();
    setKnown(({ data }) => ({ data, fault: null, isLoading: true }));
    ask(document, variables, token, abort.signal).then(
      (data) => {
        if (!abort.signal.aborted) setKnown({ data, fault: null, isLoading: false });
      },
      (reason) => {
        if (abort.signal.aborted) return;
        const fault = reason instanceof Fault ? reason : new Fault("failed", String(reason));
        if (fault.kind === "unauthenticated") onSignedOut();
        setKnown({ data: null, fault, isLoading: false });
      },
    );
    return () => abort.abort();
  }, [document, asked, token, tries]);
  const retry = useCallback(() => setTries((count) => count + 1), []);
  return { ...known, retry };
}
