// Many wishes, few runs.

/** Wraps `work` so that it never runs twice at once and starts at most once in `interval` ms; a wish made meanwhile is kept. */
export function coalesced(work, interval) {
  let timer = null;
  let running = false;
  let wished = false;
  let startedAt = -Infinity;

  async function run() {
    timer = null;
    running = true;
    wished = false;
    startedAt = performance.now();
    try {
      await work();
    } finally {
      running = false;
      if (wished) {
        wish();
      }
    }
  }

  function wish() {
    if (running || timer !== null) {
      wished = true;
      return;
    }
    timer = setTimeout(run, Math.max(0, startedAt + interval - performance.now()));
  }

  return wish;
}
