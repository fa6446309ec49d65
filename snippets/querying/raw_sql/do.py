from sqlalchemy import text
from sqlalchemy.orm import Session

from domain import new_database

engine = new_database(projects=3)

with Session(engine) as session:
    result = session.execute(text("SELECT count(*) FROM project"))
    print(result.scalar_one())
    #> 3
