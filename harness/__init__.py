"""Run snippets, prove what their comments say of them, and draw the evidence.

The package knows no chapter and no model of the guide: `project.py` says where things lie.

    project   where a project keeps its snippets, pages and cached outcomes
    snippet   a file and the expectations written in it
    rules     the rules a folder holds, and which DO answers which DON'T
    environments  Pythons, packages and databases that snippets are shown in
    postgresql    a server for the runs, and a database for each
    engines   where a snippet gets its engine, and so on which database it runs
    plain     every snippet as its reader runs it, against what the harness saw
    ledger    what every snippet did in every environment, as committed text
    differences  what rules do otherwise in another environment, as HTML
    matrix    the checks of the snippets in every environment
    run       snippet in, outcome out: worker processes and the cache
    verdicts  what passed before, and what that depended on
    shown     from which environment a page shows an outcome
    worker    the template process that a run is forked from
    record    what happens in the forked process: execute and write down
    probes    what record adds to the code, to see exceptions pass
    guard     what a snippet must not do, noticed while it does it
    driver    sqlite3 as snippets meet it: cursors that count
    wire      psycopg and asyncpg as snippets meet them
    conditions  what `make slow` changes, on which no snippet may depend
    outcome   what a run did, as data
    compare   an outcome against the snippet's expectations
    code      what a snippet's code says without being run
    side      one snippet of a pair, with what it did
    data      whether both sides of a pair work on the same rows and tables
    proof     a DON'T and its DO against each other
    update    rewrite expectations from an outcome
    fences    Python blocks in Markdown
    pages     directives in Markdown pages, and where they stand
    remembered  what was drawn for the site, kept by all that it depends on
    draw      a rule as HTML
    listing   a snippet's code, and what its run did, as HTML
    changes   which lines a DO changed
    sql       the SQL of an outcome, by line, as HTML
    lanes     what a program printed, as arrows from lane to lane
    tables    the tables of some models and their foreign keys, as SVG
    evidence  every rule with what its snippets did
    errors    the index of errors: messages as patterns
    reference the quick reference: each rule in miniature
    cells     the cells of a lab, and each against its comments
    labs      run labs, keep what they did, draw it into their pages
    notebook  what a lab imports: records its cells, measures, shows tables
    plot      plots of a lab as HTML
    hooks     what MkDocs calls while it builds
    finish    what is left to do in a built site, whoever built it
    search    the rules that the site's search shows first
    policy    a content security policy in every page
    machine   the guide for programs: Markdown and JSON
    extension the Python-Markdown extension that ties pages and drawings together
    pytest_plugin  snippets, pairs and fences as pytest items
"""
