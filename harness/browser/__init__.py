"""Snippets in the reader's browser: Python compiled to WebAssembly (Pyodide) runs, checks and draws them there.

In the browser, started by docs/assets/run/worker.js:

    run_code      the entry point: source in, the page's evidence out
    edited        what an editor shows of a run, and where that differs from the page
    explored      rows of tables, and plans of queries
    stand_ins     in place of threads, greenlets and a blocking event loop, which a browser lacks

Where the site is built:

    runtime       fetches Pyodide and the editor by their locks, and puts what a reader's browser loads into the site
    packages      the archives that the browser unpacks: the packages of this environment, the harness, the snippets
"""
