from uuid import uuid4

from sqlalchemy import Column, DateTime, String, Uuid, func
from sqlalchemy.ext.declarative import declarative_base

Base = declarative_base()
#! sqlalchemy.exc.MovedIn20Warning: The ``declarative_base()`` function is now available as sqlalchemy.orm.declarative_base(). (deprecated since: 2.0)

class Entity(Base):
    __abstract__ = True

    id = Column(Uuid, primary_key=True, default=uuid4)
    created_at = Column(DateTime, server_default=func.now(), nullable=False)
    updated_at = Column(
        DateTime,
        server_default=func.now(),
        onupdate=func.now(),
        nullable=False,
    )

class Project(Entity):
    __tablename__ = "project"

    name = Column(String(100), nullable=False)

for column in Project.__table__.columns:
    print(column.name, column.type)
    #> name VARCHAR(100)
    #> id CHAR(32)
    #> created_at DATETIME
    #> updated_at DATETIME
