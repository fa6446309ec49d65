from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session, sessionmaker

from domain import Project, new_database

primary = new_database(on="sqlite")
replica = new_database(on="sqlite")  # lags behind, as replicas do

# page: from here
class RoutingSession(Session):
    def get_bind(self, *args: Any, **options: Any) -> Engine:
        # page: essence
        return primary if self._flushing else replica

sessions = sessionmaker(class_=RoutingSession)

with sessions() as session:
    session.add(Project(name="apollo"))
    session.commit()

with sessions() as session:
    print(session.scalars(select(Project.name)).all())
    #!> []
