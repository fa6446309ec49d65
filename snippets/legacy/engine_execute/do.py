from sqlalchemy import text

from domain import new_database

engine = new_database(projects=2)

with engine.connect() as connection:
    result = connection.execute(text("SELECT name FROM project ORDER BY name"))
    print(result.scalars().all())
    #> ['project-01', 'project-02']
