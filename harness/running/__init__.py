"""Environments, interpreters, databases and worker processes: snippet in, outcome out.

What others use:

    run                 runs snippets, or takes their outcomes from the cache
    outcome_cache       what an outcome depends on, and where it is kept
    environments        environments by name: those of the checks, the matrix and the record
    engines             which databases a snippet runs on
    transcripts         console sessions, run and compared
    matrix              the command that checks all environments

Processes:

    pool                the workers of each environment, one more than there are processors
    worker              one fork server, started, asked and ended
    job                 what a worker is asked, and what it answers
    fork_server         in that process: imports once, forks for each job
    forked_process      how a fork ends, and what it leaves behind
    snippet_process     the fork itself: limits, streams, recording, report
    plain_python        snippets as `python FILE` runs them, without any of this

What they need:

    interpreters        Pythons with the locked packages
    python_download     a Python that the machine lacks
    postgresql          the server that this process uses
    databases           an empty database on it for each run
    postgresql_keeper   the process around a server of our own
"""
