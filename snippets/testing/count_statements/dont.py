from report import team_sizes
from sqlalchemy.orm import Session

from domain import new_database
from testing._suite import run_tests

# page: from here
engine = new_database(projects=3, agents=2)

def test_counts_the_agents() -> None:
    with Session(engine) as session:
        sizes = team_sizes(session)
    # page: essence
    assert list(sizes.values()) == [2, 2, 2]

run_tests(has_bug=True)
#!> test_counts_the_agents misses the bug
