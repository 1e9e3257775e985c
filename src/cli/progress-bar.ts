import { Presets, SingleBar } from "cli-progress";

const LINE_EVERY_MS = 3000;

/** Shows stages that follow one another on standard error: a bar each, or a line now and then where there is no terminal. */
export class ProgressBar {
  private bar: SingleBar | undefined;
  private stage = "";

  /** Told how far a stage is, in whatever unit. */
  readonly show = (stage: string, done: number, total: number): void => {
    if (stage !== this.stage) {
      this.stop();
      this.stage = stage;
      this.bar = new SingleBar(
        {
          format: `${stage.padEnd(26)} ${process.stderr.isTTY ? "{bar} " : ""}{percentage} %`,
          stream: process.stderr,
          noTTYOutput: true,
          notTTYSchedule: LINE_EVERY_MS,
          linewrap: null,
        },
        Presets.shades_classic,
      );
      this.bar.start(Math.max(total, 1), done);
    }
    // An empty file is read as soon as it is begun.
    this.bar?.update(total === 0 ? 1 : done);
  };

  stop(): void {
    this.bar?.stop();
    this.bar = undefined;
  }
}
