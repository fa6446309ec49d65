from domain import new_database

engine = new_database(projects=2)

with engine.connect() as connection:
    result = connection.execute("SELECT name FROM project ORDER BY name")
    #! sqlalchemy.exc.ObjectNotExecutableError: Not an executable object: 'SELECT name FROM project ORDER BY name'
    print(result.scalars().all())
