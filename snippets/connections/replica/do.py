from sqlalchemy import select
from sqlalchemy.orm import sessionmaker

from domain import Project, new_database

primary = new_database(on="sqlite")
replica = new_database(on="sqlite")  # lags behind, as replicas do

# page: from here
# page: essence
sessions = sessionmaker(primary)
reports = sessionmaker(replica)  # for endpoints that tolerate stale data

with sessions() as session:
    session.add(Project(name="apollo"))
    session.commit()

with sessions() as session:
    print(session.scalars(select(Project.name)).all())
    #> ['apollo']
