/** How the page looks: as the system does, or as somebody chose. */
export type Theme = "system" | "light" | "dark";

const KEY = "skillbridge.theme";

export function storedTheme(): Theme {
  const stored = localStorage.getItem(KEY);
  return stored === "light" || stored === "dark" ? stored : "system";
}

/** Every colour is a `light-dark()` pair, so the scheme of the root element decides all of them. */
export function showTheme(theme: Theme): void {
  const { style } = document.documentElement;
  style.colorScheme = theme === "system" ? "light dark" : theme;
}

export function chooseTheme(theme: Theme): void {
  if (theme === "system") localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, theme);
  showTheme(theme);
}
