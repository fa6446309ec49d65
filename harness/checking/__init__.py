"""Outcome against expectations, DON'T against DO; rewriting expectations; the record in outcomes/.

A rule, checked once for everyone who asks:

    checked_rule          snippets, outcomes and proofs of a rule, with all problems found in it
    passed_checks         checks whose inputs are unchanged, which pass again without being run
    project_state         those inputs as short texts

One snippet:

    compare               an outcome against the expectations
    bindings, matching    which event belongs to which expectation, and whether the texts agree
    remedies              what helps against what no snippet may do
    lab_cell              a cell of a lab, checked the same way
    rewrite_expectations  `--update`: expectations as the run had them; merge_expectations, in several environments
    snippet_layout        Black and Ruff

A pair:

    proof                 that the DON'T shows a fault and the DO doesn't: raised_fault, wrong_result, counted_fault
    pair_side             one of the two, as the proofs see it
    same_data             that both work on the same tables and rows; sql_statement reads their SQL

Commands and records:

    outcome_record        outcomes/<chapter>.txt, what every snippet did in every environment
    type_checks           outcomes/types/<chapter>.txt, what mypy says
    record                the form of both
    reader_run            each snippet as its reader runs it
    page_values           the values in a page's sentences
"""
