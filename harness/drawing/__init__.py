"""Checked rules to HTML.

Each drawing is a template in templates/ and a module that fills it:

    rule_html                the cases of a rule: figure, code_listing, sql_html, changed_lines
    environment_differences  what they do differently elsewhere
    quick_reference          each rule in two lines, compared by word_diff
    failing_example          an example that the checks refuse
    er_diagram               the tables of some models
    sequence_diagram         messages between programs over time
    labs                     the notebooks: run by notebook and lab_notebook, drawn by lab_page and plot
    highlight, templates     Pygments and Jinja2, set up
"""
