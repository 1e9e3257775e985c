/** Lets a test move the date; waiting stays real. Undone by `jest.useRealTimers()`. */
export function moveOnlyTheDate(): void {
  jest.useFakeTimers({
    now: Date.now(),
    doNotFake: [
      "hrtime",
      "nextTick",
      "performance",
      "queueMicrotask",
      "setImmediate",
      "clearImmediate",
      "setInterval",
      "clearInterval",
      "setTimeout",
      "clearTimeout",
    ],
  });
}

/** @param milliseconds how far the date jumps */
export const pass = (milliseconds: number) => void jest.setSystemTime(Date.now() + milliseconds);
