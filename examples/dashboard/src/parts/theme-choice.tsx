import { useState } from "preact/hooks";
import { chooseTheme, storedTheme, type Theme } from "../theme.ts";
import { Choice } from "./choice.tsx";

const THEMES = [
  { value: "system", label: "System" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
] as const;

export function ThemeChoice() {
  const [theme, setTheme] = useState<Theme>(storedTheme);
  const choose = (chosen: Theme) => {
    chooseTheme(chosen);
    setTheme(chosen);
  };
  return <Choice name="theme" legend="Theme" options={THEMES} value={theme} onChoose={choose} />;
}
