import { exitWithMessage } from "../../src/exit-with-message.js";
import {
  DatabaseStartError,
  folderFault,
  saysDiskFull,
} from "../../src/platform/database/embedded/database-start-error.js";

const fault = (code: string): Error => Object.assign(new Error(`${code}: of the operating system`), { code });

describe("a full disk", () => {
  it.each(["ENOSPC", "EDQUOT"])(
    "at the start of the embedded database (%s) says which, and what to do",
    (code) => {
      const shown = folderFault(fault(code), "/srv/skillbridge/.data");
      expect(shown).toBeInstanceOf(DatabaseStartError);
      expect((shown as Error).message).toMatch(
        /disk that holds \/srv\/skillbridge\/\.data is full\. Free some space.*DATA_DIR.*DATABASE_URL/,
      );
    },
  );

  it.each([
    'FATAL:  could not write lock file "postmaster.pid": No space left on device',
    "HINT:  Check free disk space.",
    "could not extend file: Disk quota exceeded",
  ])("is known from PostgreSQL's words: %s", (words) => expect(saysDiskFull(words)).toBe(true));

  it("is not seen in other words", () => {
    expect(saysDiskFull("FATAL:  could not open file: Permission denied")).toBe(false);
    expect(folderFault(fault("EIO"), "/srv")).toMatchObject({ code: "EIO" });
  });

  it("anywhere else ends the process with what to do", () => {
    const written = jest.spyOn(console, "error").mockImplementation(() => {});
    const exit = jest.spyOn(process, "exit").mockImplementation((() => {}) as never);
    exitWithMessage(fault("ENOSPC"));
    expect(written).toHaveBeenCalledWith(expect.stringContaining("The disk is full. Free some space"));
    expect(exit).toHaveBeenCalledWith(1);
    written.mockRestore();
    exit.mockRestore();
  });
});
