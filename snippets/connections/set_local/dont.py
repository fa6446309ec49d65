from sqlalchemy import text
from sqlalchemy.orm import Session

from domain import new_database

engine = new_database(projects=1, on="postgresql")

# page: from here
with Session(engine) as session:
    # page: essence
    session.execute(text("SET statement_timeout = '10min'"))
    print("a report runs with", session.scalar(text("SHOW statement_timeout")))
    #> a report runs with 10min
    session.commit()

with Session(engine) as session:
    print("the next request:", session.scalar(text("SHOW statement_timeout")))
    #!> the next request: 10min
