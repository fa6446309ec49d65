from registration import NameTaken, register
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Tool, new_database

engine = new_database(on="postgresql")

# page: from here
with Session(engine) as session:
    for name in ["browser", "shell", "browser", "search"]:
        try:
            # page: essence
            with session.begin_nested():
                # page: essence
                register(session, name)
        except NameTaken:
            print("known:", name)
            #> known: browser
    session.commit()

with Session(engine) as session:
    print(session.scalar(select(func.count()).select_from(Tool)))
    #> 3
