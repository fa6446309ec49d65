"""Source text to snippets, rules, expectations and Markdown blocks. Runs nothing.

source           the text of a snippet: whether it is readable, its syntax tree, its comments
statements       the statements, numbered
expectation      the grammar of `#>`, `#!>`, `#!` and `#:`
qualifier        the part in brackets, `[sqlalchemy<2.1]`
binding          which statement an expectation describes
regions          the part that a page shows
snippet          all of these together: `read` and `parse`
syntax           what code uses and binds
rules            the rules of a project, and the cases of a rule
rule_folder      what is wrong with a rule's folder
page, pages      Markdown pages, and the order to read them in; page_names, what they name
markdown_blocks  Python blocks in Markdown
lab_text         a lab as cells
"""
