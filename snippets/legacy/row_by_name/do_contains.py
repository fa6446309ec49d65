from sqlalchemy import text

from domain import new_database

engine = new_database(projects=1)

with engine.connect() as connection:
    row = connection.execute(text("SELECT name, status FROM project")).one()
    print("status known:", "status" in row._mapping)
    #> status known: True
