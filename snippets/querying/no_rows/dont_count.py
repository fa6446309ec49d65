from sqlalchemy import delete

from domain import Project, new_database

engine = new_database(projects=3)

remove = delete(Project).where(Project.name != "project-01")

with engine.begin() as connection:
    deleted = connection.execute(remove)
    print("deleted:", len(deleted.fetchall()))
    #! sqlalchemy.exc.ResourceClosedError: This result object does not return rows. It has been closed automatically.
