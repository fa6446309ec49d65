"""What runs inside the process of a snippet and writes down what it does.

The core needs Python and SQLAlchemy alone: no process, thread, signal, audit hook or database server of its own. So it
also runs in a browser.

    recorder            the entry point, `record()`, and all that watches one snippet
    recorded            what a run did, as data for the process that asked for it
    program             the snippet's code, and where in it a run is
    probes              what is added to the code, to see exceptions pass
    output              what it printed
    warning_log         what warned, and what hides warnings
    exception_log       what it raised and caught
    swallowed_errors    errors of SQLAlchemy that other code caught
    tracebacks          what led to an exception, and whether the project raised it by hand
    sql_log             the SQL of engines and drivers
    sqlite_driver       sqlite3 with cursors that count
    complaints          what a snippet must not do
    readable            texts without addresses and UUIDs
    active              which recorder the installed parts report to

Around it, in a process of its own:

    guard               `record_guarded()`: refuses files elsewhere, the network and other processes
    leftovers           threads and tasks that are left at the end
    postgresql_drivers  psycopg and asyncpg, as sqlite_driver does for sqlite3
    conditions          another clock, machine and order of rows, for `make slow`
"""
