"""Run snippets, check what their comments state, and draw what they did.

The rooms, each of which imports only from those above it:

    reading        source text to snippets, rules, expectations and Markdown blocks; runs nothing
    recording      in the process of a snippet: writes down its output, exceptions, warnings, SQL and lines
    running        environments, interpreters, databases and worker processes: snippet in, outcome out
    checking       outcome against expectations, DON'T against DO; rewriting of expectations; the record in outcomes/
    drawing        checked rules to HTML: listings, SQL, pictures, labs
    browser        snippets in the reader's browser: what goes there, and what runs there
    site           the Markdown extension and its directives, indexes, search, files for machines
    pytest_plugin  the checks as pytest items; imports nothing from drawing and site

What all rooms share:

    project   where a project keeps its files, and its settings
    outcome   what a run did, as data
    problem   what an author has to fix, and how it is printed
    cache     results kept under all that they depend on
    text      words in messages

The package knows no chapter and no model of the guide.
"""
