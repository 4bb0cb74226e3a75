extension FuzzEngine {
    /// Runs the graphs one after another. One is over when nothing is left to do.
    ///
    /// A graph begins in a task of its own, as a process does: where the host goes on with `import()` calls, Deno would go on at once with
    /// those that the graph makes there.
    ///
    /// Where a program of its own would end, at an error that nobody handles, its graph is closed: what it still prints does not count. A line
    /// is written as it is printed, so that it is known also of a graph at which the engine breaks off.
    static let driver = """
        import { writeSync } from 'node:fs';
        const [first, count, scale] = process.argv.slice(2).map(Number);
        const { setTimeout, clearTimeout, setImmediate } = globalThis;
        const timers = new Set();
        let current;
        globalThis.setTimeout = (callback, delay, ...rest) => {
          const timer = setTimeout(() => { timers.delete(timer); callback(...rest); }, Math.max(delay, 1) * scale);
          timers.add(timer);
          return timer;
        };
        globalThis.clearTimeout = (timer) => { timers.delete(timer); clearTimeout(timer); };
        console.log = (text) => {
          if (!current.isOpen) return;
          const line = String(text).replaceAll('\\n', ' ');
          current.isTold ||= line.startsWith('= ');
          write(`line ${line}`);
        };
        const words = (error) => error instanceof Error ? (error.name === 'Error' ? error.message : error.name) : String(error);
        const close = (item) => {
          item.isOpen = false;
          for (const timer of timers) clearTimeout(timer);
          timers.clear();
        };
        const fatal = (error) => {
          if (!current.isOpen) return;
          current.ending = `uncaught ${words(error)}`;
          close(current);
        };
        process.on('unhandledRejection', fatal);
        process.on('uncaughtException', fatal);
        const turn = () => new Promise((resolve) => timers.size > 0 ? setTimeout(resolve, 2) : setImmediate(resolve));
        const isReading = () => process.getActiveResourcesInfo().some((name) => name.startsWith('FS'));
        const write = (text) => {
          const bytes = Buffer.from(text + '\\n');
          for (let start = 0; start < bytes.length;) start += writeSync(1, bytes, start);
        };
        for (let index = first; index < count; index++) {
          write(`begin ${index}`);
          const item = current = { ending: 'ran out', isOpen: true, isTold: false };
          try { await import(`./c${index}/preload.mjs`); } catch { }
          const { default: begin } = await import(`./c${index}/begin.mjs`);
          setImmediate(begin);
          const becomesQuiet = async () => {
            for (let quiet = 0; quiet < 4;) {
              await turn();
              quiet = timers.size > 0 || isReading() ? 0 : quiet + 1;
            }
          };
          await becomesQuiet();
          // What never settles is given time: an engine that reads files once more, for the words of an error, is not always seen to.
          for (let round = 0; round < 8 && item.isOpen && !item.isTold; round++) {
            await new Promise((resolve) => setTimeout(resolve, 10));
            await becomesQuiet();
          }
          close(item);
          write(`end ${item.ending.replaceAll('\\n', ' ')}`);
        }

        """
}
