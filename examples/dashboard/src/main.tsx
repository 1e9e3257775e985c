import "@fontsource-variable/inter/wght.css";
import "./styles/tokens.css";
import "./styles/page.css";
import "./styles/panels.css";
import "./styles/gaps.css";
import "./styles/lists.css";
import { render } from "preact";
import { Dashboard } from "./dashboard.tsx";
import { showTheme, storedTheme } from "./theme.ts";

showTheme(storedTheme());
render(<Dashboard />, document.getElementById("page")!);
