"""The Markdown extension and its directives, indexes, search, files for machines.

While a page is converted, by any builder:

    extension                the entry point: directives, values and links in the text of a page
    directives               one class for each `:::` line
    drawing_cache            what has been drawn before
    build_state              what it was drawn from
    rule_notes               the end of a rule's page

Once all pages are there:

    finish_site              the entry point: everything below
    whole_chapter            a chapter on one page
    error_index              patterns of all messages; known_errors.toml adds those that no snippet raises
    search_index             the rules as the search has them
    machine_readable         llms.txt, rules.json, pages as Markdown
    downloads                each rule as a zip
    content_security_policy  in the head of every page
    account                  every rule has its page, and every file a use

For MkDocs alone: mkdocs_hooks, and serving, which redraws pages while they are being written.
"""
