/** One thing to do, with what it waits for. */
export interface Task {
  readonly name: string;
  readonly after: readonly string[];
  /** Tasks of one lane run one at a time, in the given order, and a failure holds the rest of the lane. */
  readonly lane?: string;
}

export type TaskEnd = "ok" | "failed" | "held" | "cancelled";

export interface Schedule {
  readonly concurrency: number;
  readonly signal: AbortSignal;
  /** Runs one task; never throws. */
  readonly run: (name: string) => Promise<"ok" | "failed" | "cancelled">;
  /** Told of tasks that are never started; `because` is the task that held it. */
  readonly onSkipped: (name: string, end: "held" | "cancelled", because?: string) => void;
}

/**
 * Runs tasks in dependency order, as parallel as allowed. A failed task holds those that wait for it, directly or not,
 * and nothing else. After an abort nothing more is started. A dependency that is not among the tasks counts as done.
 * @throws Error where tasks wait for each other
 */
export async function runTasks(tasks: readonly Task[], schedule: Schedule): Promise<ReadonlyMap<string, TaskEnd>> {
  const before = predecessors(tasks);
  const ends = new Map<string, TaskEnd>();
  const running = new Map<string, Promise<void>>();
  const waiting = () => tasks.filter(({ name }) => !ends.has(name) && !running.has(name));
  const blocker = (task: Task) => before(task).find((name) => (ends.get(name) ?? "ok") !== "ok");
  const isReady = (task: Task) => before(task).every((name) => ends.get(name) === "ok");

  const skip = (name: string, end: "held" | "cancelled", because?: string): void => {
    ends.set(name, end);
    schedule.onSkipped(name, end, because);
  };
  const start = (name: string): void => {
    const ended = schedule.run(name).then((end) => {
      ends.set(name, end);
      running.delete(name);
    });
    running.set(name, ended);
  };

  while (waiting().length > 0 || running.size > 0) {
    if (schedule.signal.aborted) for (const { name } of waiting()) skip(name, "cancelled");
    for (let task = waiting().find(blocker); task; task = waiting().find(blocker))
      skip(task.name, "held", blocker(task));
    const room = schedule.concurrency - running.size;
    for (const { name } of waiting().filter(isReady).slice(0, room)) start(name);
    if (running.size > 0) await Promise.race(running.values());
    else if (waiting().length > 0)
      throw new Error(
        `stacks wait for each other: ${waiting()
          .map(({ name }) => name)
          .join(", ")}`,
      );
  }
  return ends;
}

/** What must have ended before a task: what it waits for, and those before it in its lane. */
function predecessors(tasks: readonly Task[]): (task: Task) => readonly string[] {
  const names = new Set(tasks.map(({ name }) => name));
  const all = new Map(
    tasks.map((task, index) => {
      const lane = tasks.slice(0, index).filter((other) => task.lane !== undefined && other.lane === task.lane);
      return [task, [...task.after.filter((name) => names.has(name)), ...lane.map(({ name }) => name)]];
    }),
  );
  return (task) => all.get(task) ?? [];
}
