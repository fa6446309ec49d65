from domain import new_database

engine = new_database(projects=3)

with engine.connect() as connection:
    cursor = connection.connection.cursor()
    cursor.execute("SELECT count(*) FROM project")
    print(cursor.fetchone()[0])
    #> 3
