/* Python in a worker: started when it is first needed, stopped when it takes too long or somebody says so, and started again. */

export class Stopped extends Error {}

export class Python {
  #folder;
  #worker = null;
  #waiting = null;
  #timer = 0;
  #progress = () => {};
  #limit;

  /* `folder` holds the files of this directory, as a URL. `limit`: the seconds that a run may take. */
  constructor(folder, limit = 10) {
    this.#folder = folder;
    this.#limit = limit;
  }

  get isBusy() {
    return this.#waiting !== null;
  }

  /* Run a request, as harness/browser/run_code.py has it. `progress` gets words about what is being loaded. Rejects with
     Stopped, or with an Error if Python itself fails. Only one runs at a time. */
  run(request, progress) {
    this.stop("Stopped, because something else was run.");
    this.#start();
    this.#progress = progress;
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#worker.postMessage(request);
    });
  }

  /* End what runs. Python starts afresh behind it. */
  stop(why = "Stopped.") {
    if (!this.#waiting) return;
    const { reject } = this.#end();
    this.#start();
    reject(new Stopped(why));
  }

  #end() {
    const waiting = this.#waiting;
    clearTimeout(this.#timer);
    this.#worker.terminate();
    this.#worker = this.#waiting = null;
    return waiting;
  }

  #start() {
    if (this.#worker) return;
    /* From a blob, so that the page's content security policy holds in the worker: no request leaves the site. */
    const code = new Blob([`import ${JSON.stringify(new URL("worker.js", this.#folder).href)};`], { type: "text/javascript" });
    const address = URL.createObjectURL(code);
    this.#worker = new Worker(address, { type: "module" });
    this.#worker.onmessage = ({ data }) => this.#hear(data);
    this.#worker.onerror = (event) => this.#fail(event.message || "its files could not be loaded");
  }

  #hear({ loading, running, reply, failed }) {
    if (!this.#waiting && !failed) return;
    if (loading) this.#progress(loading);
    if (running) {
      this.#progress("Running");
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.stop(`Stopped after ${this.#limit} seconds.`), this.#limit * 1000);
    }
    if (failed) this.#fail(failed);
    if (reply) {
      const { resolve } = this.#waiting;
      clearTimeout(this.#timer);
      this.#waiting = null;
      resolve(JSON.parse(reply));
    }
  }

  #fail(why) {
    if (!this.#waiting) {
      this.#worker = null;
      return;
    }
    this.#end().reject(new Error(`Python failed: ${why}. The next run starts it again.`));
  }
}
