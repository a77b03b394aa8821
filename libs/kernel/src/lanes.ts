/** Runs tasks of one key one after another, and of different keys side by side. */
export function lanes<Key>(): <Result>(key: Key, task: () => Promise<Result>) => Promise<Result> {
  const last = new Map<Key, Promise<unknown>>();
  return (key, task) => {
    const before = last.get(key);
    const running = before ? before.then(task, task) : task();
    last.set(key, running);
    const leave = () => {
      if (last.get(key) === running) last.delete(key);
    };
    running.then(leave, leave);
    return running;
  };
}
